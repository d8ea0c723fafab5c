/** Marks our own errors, in every bundle. A name alone is not enough: AWS has an `InvalidParameter` too. */
const OWN = Symbol.for("ami-ledger.error");

/**
 * A base for errors that are recognised by their name. Next.js bundles a module once for each entry point, so an error that
 * is thrown in one bundle is no instance of the class in another: `instanceof` compares names instead.
 */
export function namedError<const Name extends string>(name: Name) {
  return class extends Error {
    override readonly name = name;
    readonly [OWN] = true;

    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof Error && OWN in value && value.name === name;
    }
  };
}
