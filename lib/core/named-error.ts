/**
 * A base for errors that are recognised by their name. Next.js bundles a module once for each entry point, so an error that
 * is thrown in one bundle is no instance of the class in another: `instanceof` compares names instead.
 */
export function namedError<const Name extends string>(name: Name) {
  return class extends Error {
    override readonly name = name;

    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof Error && value.name === name;
    }
  };
}
