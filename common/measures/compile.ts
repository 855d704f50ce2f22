import jsep from 'jsep'
import { sentence, type Sentence } from '../sentence'
import type { Task } from '../tasks'
import type { FieldRef } from './block'
import { fieldRefName } from './block'
import { measureFunctions, ofNumbers, sameUnit } from './functions'
import { constant, landmarkNames, landmarkPoint, landmarkVisibility } from './landmarkValues'
import { syntaxProblem, type SyntaxFault } from './syntaxProblem'
import { MeasureError, type NumberValue, type PointValue, type Value } from './values'

/** An expression that can be evaluated for landmarks of a task. */
export interface CompiledMeasure {
  /** Of its numbers; null where they have none, as ratios. */
  readonly unit: string | null
  /** Frames before and after that are needed for the number of a frame. */
  readonly reachFrames: number
  /** The series that it reads, each once. */
  readonly needs: readonly FieldRef[]
  /** A number for each frame of a block. */
  readonly evaluate: NumberValue['evaluate']
}

/** Longer ones are no formula of a person. */
export const longestExpression = 1000

/**
 * Reads an expression such as `distance(thumb_tip, index_finger_tip) / distance(wrist, pinky_mcp)`. It
 * knows landmarks, numbers, + − * /, brackets and `measureFunctions`, and nothing else: an expression
 * from elsewhere can do nothing but calculate.
 *
 * @throws MeasureError
 */
export function compileMeasure(expression: string, task: Task): CompiledMeasure {
  if (expression.trim() === '') throw new MeasureError(sentence('sentences.measures.empty'))
  if (expression.length > longestExpression)
    throw new MeasureError(sentence('sentences.measures.long'))
  const value = new Compiler(task).compile(parse(expression), false)
  if (value.kind === 'point') {
    throw new MeasureError(sentence('sentences.measures.point'))
  }
  const { unit, reachFrames, evaluate } = value
  const needs = new Map(value.needs.map((need) => [fieldRefName(need), need]))
  if (needs.size === 0) throw new MeasureError(sentence('sentences.measures.noLandmark'))
  return { unit, reachFrames, evaluate, needs: [...needs.values()] }
}

/** What is wrong with an expression; null if nothing is. */
export function expressionProblem(expression: string, task: Task): Sentence | null {
  try {
    compileMeasure(expression, task)
    return null
  } catch (error) {
    if (error instanceof MeasureError) return error.sentence
    throw error
  }
}

function parse(expression: string): jsep.Expression {
  try {
    return jsep(expression)
  } catch (error) {
    throw new MeasureError(syntaxProblem(error as SyntaxFault))
  }
}

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
}

class Compiler {
  readonly #landmarks

  constructor(task: Task) {
    this.#landmarks = landmarkNames(task)
  }

  /** @param isInImage inside of `image(…)`. */
  compile(node: jsep.Expression, isInImage: boolean): Value {
    switch (node.type) {
      case 'Literal':
        return literal(node as jsep.Literal)
      case 'Identifier':
        return landmarkPoint(this.#landmark((node as jsep.Identifier).name), isInImage)
      case 'MemberExpression':
        return this.#member(node as jsep.MemberExpression, isInImage)
      case 'UnaryExpression':
        return this.#unary(node as jsep.UnaryExpression, isInImage)
      case 'BinaryExpression':
        return this.#binary(node as jsep.BinaryExpression, isInImage)
      case 'CallExpression':
        return this.#call(node as jsep.CallExpression, isInImage)
      default:
        throw new MeasureError(sentence('sentences.measures.unknown'))
    }
  }

  #landmark(name: string) {
    const landmark = this.#landmarks.get(name)
    if (landmark) return landmark
    if (Object.hasOwn(measureFunctions, name) || name === 'image') {
      throw new MeasureError(sentence('sentences.measures.function', { name }))
    }
    throw new MeasureError(sentence('sentences.measures.unknownLandmark', { name }))
  }

  #member({ computed, object, property }: jsep.MemberExpression, isInImage: boolean): NumberValue {
    const name = (property as jsep.Identifier).name
    if (!computed && name === 'visibility' && object.type === 'Identifier') {
      const landmark = (object as jsep.Identifier).name
      return landmarkVisibility(landmark, this.#landmark(landmark))
    }
    if (computed || (name !== 'x' && name !== 'y' && name !== 'z')) {
      throw new MeasureError(sentence('sentences.measures.noField'))
    }
    const point = this.compile(object, isInImage)
    if (point.kind === 'number')
      throw new MeasureError(sentence('sentences.measures.onlyPoint', { axis: name }))
    return coordinate(point, name)
  }

  #unary({ operator, argument }: jsep.UnaryExpression, isInImage: boolean): NumberValue {
    if (operator !== '-')
      throw new MeasureError(sentence('sentences.measures.unknownOperator', { operator }))
    const value = this.compile(argument, isInImage)
    return ofNumbers('−', [value], 1, sameUnit, ([a]) => -a!)
  }

  #binary({ operator, left, right }: jsep.BinaryExpression, isInImage: boolean): NumberValue {
    const operate = operators[operator]
    if (!operate) throw new MeasureError(sentence('sentences.measures.otherOperator', { operator }))
    const sides = [this.compile(left, isInImage), this.compile(right, isInImage)]
    const isConstant = sides.map(({ needs }) => needs.length === 0)
    const unitOf = unitRule(operator, isConstant)
    return ofNumbers(operator, sides, 2, unitOf, ([a, b]) => operate(a!, b!))
  }

  #call({ callee, arguments: args }: jsep.CallExpression, isInImage: boolean): Value {
    const name = callee.type === 'Identifier' ? (callee as jsep.Identifier).name : ''
    if (name === 'image') {
      if (args.length !== 1) throw new MeasureError(sentence('sentences.measures.image'))
      return this.compile(args[0]!, true)
    }
    if (!Object.hasOwn(measureFunctions, name)) {
      throw new MeasureError(sentence('sentences.measures.unknownFunction', { name }))
    }
    return measureFunctions[name]!.apply(args.map((each) => this.compile(each, isInImage)))
  }
}

function literal({ value }: jsep.Literal): NumberValue {
  if (typeof value === 'number') return constant(value)
  throw new MeasureError(sentence('sentences.measures.onlyNumbers'))
}

function coordinate(point: PointValue, axis: 'x' | 'y' | 'z'): NumberValue {
  const { space, reachFrames, needs, evaluate } = point
  const unit = space.unit
  return { kind: 'number', unit, reachFrames, needs, evaluate: (block) => evaluate(block)[axis] }
}

/** Units as far as they are sure: of a sum of the same, of a multiple, and none of a ratio. */
function unitRule(
  operator: string,
  [isLeftConstant, isRightConstant]: readonly boolean[],
): (units: readonly (string | null)[]) => string | null {
  return ([left = null, right = null]) => {
    if (isRightConstant) return left
    if (isLeftConstant && operator !== '/') return right
    return operator === '+' || operator === '-' ? sameUnit([left, right]) : null
  }
}
