import type { en } from './en/index'

/** All texts of one language. English is where they are defined; every language has the same keys. */
export type Messages = Texts<typeof en>

type Texts<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]> }

/** `shell.appearance.title`: where a text stands among the messages. */
export type MessageKey = Keys<typeof en>

type Keys<T> = {
  [Key in keyof T & string]: T[Key] extends string ? Key : `${Key}.${Keys<T[Key]>}`
}[keyof T & string]

type TextAt<T, Key extends string> = Key extends keyof T
  ? T[Key]
  : Key extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? TextAt<T[Head], Rest>
      : never
    : never

type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never

/** What a text needs beside its key: a value for each of its placeholders, or nothing. */
export type MessageValues<Key extends MessageKey> = [Names<TextAt<typeof en, Key>>] extends [never]
  ? []
  : [values: Readonly<Record<Names<TextAt<typeof en, Key>>, string | number>>]

/**
 * The text of a key in the language that is spoken now.
 *
 * Its placeholders are filled with the values. A number named `count` is written with the separators
 * of the language, and chooses between the singular and the plural of a text that has both.
 */
export type Translate = <Key extends MessageKey>(key: Key, ...values: MessageValues<Key>) => string
