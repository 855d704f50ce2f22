import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'

/** The same values at every run: a run that fails can be run again. */
export const fuzzSeed = 20_260_727

type JsonSchema = z.core.JSONSchema.JSONSchema

/**
 * Values that do not fit a schema: most have its shape but for one or two places, the others have no
 * shape that anybody has thought of.
 */
export function misfits(schema: z.ZodType): Arbitrary<unknown> {
  const shape = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
  return fc
    .oneof({ weight: 3, arbitrary: nearly(shape) }, { weight: 1, arbitrary: anything })
    .filter((value) => !fits(schema, value))
}

function fits(schema: z.ZodType, value: unknown): boolean {
  try {
    return schema.safeParse(value).success
  } catch {
    return false
  }
}

/** What a structured clone carries, and some texts that would do harm where they are believed. */
const anything: Arbitrary<unknown> = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }),
  fc.anything({ withTypedArray: true, withSparseArray: true, maxDepth: 1 }),
  fc.constantFrom('/etc/passwd', '../../../etc/passwd', '__proto__', 'x'.repeat(100_000), ''),
  fc.constantFrom<unknown>(Number.NaN, Infinity, -1, 1.5, 2 ** 53, null, undefined, [], {}),
)

/** Values of this shape, in which each place has now and then something else. */
function nearly(shape: JsonSchema | boolean): Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: exactly(shape) }, { weight: 1, arbitrary: anything })
}

function exactly(shape: JsonSchema | boolean): Arbitrary<unknown> {
  if (typeof shape === 'boolean') return anything
  if (shape.const !== undefined) return fc.constant(shape.const)
  if (shape.enum) return fc.constantFrom<unknown>(...shape.enum)
  const choices = shape.anyOf ?? shape.oneOf
  if (choices) return fc.oneof(...choices.map(nearly))
  const { type } = shape
  if (type === undefined) return anything
  switch (type) {
    case 'object':
      return anObject(shape)
    case 'array':
      return anArray(shape)
    case 'string':
      return fc.string({ minLength: shape.minLength ?? 0, maxLength: shape.maxLength ?? 20 })
    case 'integer':
      return fc.integer({ min: atLeast(shape, -1000), max: atMost(shape, 1000) })
    case 'number':
      return fc.double({ min: atLeast(shape, -1000), max: atMost(shape, 1000), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return anything
  }
}

function anObject({ properties = {}, additionalProperties }: JsonSchema): Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, field]) => [name, nearly(field)] as const)
  if (fields.length === 0) return fc.dictionary(fc.string(), nearly(additionalProperties ?? true))
  const whole = fc.record(Object.fromEntries(fields))
  const incomplete = fc.record(Object.fromEntries(fields), { requiredKeys: [] })
  return fc.oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: incomplete })
}

function anArray({ items, prefixItems, minItems = 0 }: JsonSchema): Arbitrary<unknown> {
  if (prefixItems) return fc.tuple(...prefixItems.map(nearly))
  if (items === undefined || Array.isArray(items)) return fc.array(anything, { maxLength: 3 })
  const listed = fc.array(nearly(items), { minLength: minItems, maxLength: minItems + 3 })
  // Bytes look like a list, and cannot be made read-only as one.
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 8 })
  return fc.oneof({ weight: 12, arbitrary: listed }, { weight: 1, arbitrary: bytes })
}

function atLeast({ minimum, exclusiveMinimum }: JsonSchema, otherwise: number): number {
  return Math.max(minimum ?? otherwise, Number(exclusiveMinimum ?? -Infinity) + 1)
}

function atMost({ maximum, minimum }: JsonSchema, otherwise: number): number {
  return maximum ?? Math.max(otherwise, minimum ?? otherwise)
}
