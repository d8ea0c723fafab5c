import "server-only";

/** Reads variables one by one, and gathers what is wrong with them. Blank is the same as not set. */
export class Fields {
  readonly faults: string[] = [];

  constructor(private readonly environment: Readonly<Record<string, string | undefined>>) {}

  fault(name: string, message: string): void {
    this.faults.push(`${name}: ${message}`);
  }

  optional(name: string): string | null {
    return this.environment[name]?.trim() || null;
  }

  /** Null where it is not set, or wrong. */
  checked(name: string, expected: string, isRight: (text: string) => boolean): string | null {
    const text = this.optional(name);
    if (text === null || isRight(text)) return text;
    this.fault(name, `expected ${expected}`);
    return null;
  }

  /** Empty where there is a fault. */
  required(name: string, expected: string, isRight: (text: string) => boolean = () => true): string {
    const text = this.optional(name);
    if (text !== null && isRight(text)) return text;
    this.fault(name, `expected ${expected}`);
    return "";
  }

  list(name: string): string[] {
    const parts = (this.environment[name] ?? "").split(",").map((part) => part.trim());
    return [...new Set(parts.filter((part) => part !== ""))];
  }

  whole(name: string, min: number, max: number, fallback: number): number {
    const text = this.optional(name) ?? String(fallback);
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    this.fault(name, `expected a whole number of seconds from ${min} to ${max}`);
    return fallback;
  }
}
