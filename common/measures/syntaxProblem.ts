import { sentence, type Sentence, type SentenceKey } from '../sentence'

/** What jsep throws; anything else has neither. */
export interface SyntaxFault {
  readonly description?: string
  /** Where in the expression, from 0. */
  readonly index?: number
}

/** What jsep says that people meet, with what it says it of. */
const known = [
  [/^Expected expression after (?<text>.+)$/, 'sentences.syntax.expectedAfter'],
  [/^Expected expression$/, 'sentences.syntax.expectedExpression'],
  [/^Expected comma$/, 'sentences.syntax.expectedComma'],
  [/^Expected exponent (?<text>.+)$/, 'sentences.syntax.exponent'],
  [/^Expected (?<text>.)$/, 'sentences.syntax.expected'],
  [/^Unexpected period$/, 'sentences.syntax.unexpectedPeriod'],
  [/^Unexpected (?<text>.+)$/, 'sentences.syntax.unexpected'],
  [/^Unclosed quote after (?<text>.*)$/, 'sentences.syntax.unclosedQuote'],
  [/^Unclosed (?<text>.)$/, 'sentences.syntax.unclosed'],
  [/^Variable names cannot start with a number (?<text>.+)$/, 'sentences.syntax.nameWithNumber'],
  [/^missing unaryOp argument$/, 'sentences.syntax.noArgument'],
] as const satisfies readonly (readonly [RegExp, SentenceKey])[]

/** Says why an expression cannot be read. */
export function syntaxProblem({ description, index }: SyntaxFault): Sentence {
  if (description === undefined || index === undefined) {
    return sentence('sentences.syntax.unreadable')
  }
  const problem = inOwnWords(description)
  return sentence('sentences.syntax.wrongAt', { problem, place: index + 1 })
}

/** What is not known is quoted. */
function inOwnWords(description: string): Sentence {
  for (const [pattern, key] of known) {
    const match = pattern.exec(description)
    if (match) return sentence(key, { text: match.groups?.text ?? '' })
  }
  return description
}
