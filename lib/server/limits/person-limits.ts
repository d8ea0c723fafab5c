import "server-only";
import type { Limits } from "@/lib/server/config/config";
import { TokenBucket } from "./token-bucket";
import { TooManyRequests } from "./too-many-requests";

interface Usage {
  reads: number;
  requests: TokenBucket;
}

/** Beyond this, the person idle for longest is forgotten. */
const MAX_PERSONS = 10_000;
/** Requests that a refresh counts as: it always spends AWS quota. */
const REFRESH_WEIGHT = 10;
/** An estimate: the end of a reading cannot be foreseen. */
const READ_RETRY_SECONDS = 2;

/** Rate and concurrency limits for each person, by any text that tells them apart. */
export class PersonLimits {
  private readonly persons = new Map<string, Usage>();

  constructor(
    private readonly limits: () => Limits,
    private readonly clock: () => number = () => performance.now(),
    private readonly maxPersons = MAX_PERSONS,
  ) {}

  /** @throws TooManyRequests */
  countRequest(person: string): void {
    this.take(person, 1);
  }

  /**
   * Counts a refresh, in addition to its request.
   *
   * @throws TooManyRequests
   */
  countRefresh(person: string): void {
    this.take(person, REFRESH_WEIGHT - 1);
  }

  /**
   * Begins a reading. Returns the function that ends it.
   *
   * @throws TooManyRequests
   */
  beginRead(person: string): () => void {
    const { readsAtOnce } = this.limits();
    const usage = this.usage(person);
    if (usage.reads >= readsAtOnce) {
      throw new TooManyRequests(`This server reads ${count(readsAtOnce, "list")} at the same time for one person.`, READ_RETRY_SECONDS);
    }
    usage.reads += 1;
    let isOver = false;
    return () => {
      if (!isOver) usage.reads -= 1;
      isOver = true;
    };
  }

  private take(person: string, wanted: number): void {
    const { requestsPerMinute } = this.limits();
    const waitMs = this.usage(person).requests.take(wanted, this.clock());
    if (waitMs === 0) return;
    throw new TooManyRequests(
      `This server takes ${count(requestsPerMinute, "request")} a minute from one person; one that reads anew counts as ${REFRESH_WEIGHT}.`,
      Math.ceil(waitMs / 1000),
    );
  }

  private usage(person: string): Usage {
    const usage = this.persons.get(person) ?? {
      reads: 0,
      requests: new TokenBucket(this.limits().requestsPerMinute, this.clock()),
    };
    // A map keeps the order of insertion: the most recent person is last.
    this.persons.delete(person);
    this.persons.set(person, usage);
    if (this.persons.size > this.maxPersons) this.forgetOne();
    return usage;
  }

  /** Forgets the person idle for longest, unless they have a reading running. */
  private forgetOne(): void {
    for (const [person, { reads }] of this.persons) {
      if (reads > 0) continue;
      this.persons.delete(person);
      return;
    }
  }
}

const count = (number: number, thing: string): string => `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
