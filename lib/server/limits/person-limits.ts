import "server-only";
import type { Limits } from "@/lib/server/config/config";
import { TokenBucket } from "./token-bucket";
import { TooManyRequests } from "./too-many-requests";

interface Usage {
  reads: number;
  requests: TokenBucket;
}

/** Nobody has that many colleagues. Whoever has asked for nothing for the longest time is forgotten first. */
const MOST_PERSONS = 10_000;
/** How many requests one counts as that spends from the quota of AWS whatever is at hand here. */
const WEIGHT_OF_REFRESH = 10;
/** When a reading ends cannot be foreseen. */
const READ_RETRY_SECONDS = 2;

/** What each person has asked for, against what one person may. Persons are whatever text tells them apart. */
export class PersonLimits {
  private readonly persons = new Map<string, Usage>();

  constructor(
    private readonly limits: () => Limits,
    private readonly clock: () => number = () => performance.now(),
    private readonly mostPersons = MOST_PERSONS,
  ) {}

  /** @throws TooManyRequests */
  countRequest(person: string): void {
    this.take(person, 1);
  }

  /**
   * Counts that a request, which itself is counted, reads anew.
   *
   * @throws TooManyRequests
   */
  countRefresh(person: string): void {
    this.take(person, WEIGHT_OF_REFRESH - 1);
  }

  /**
   * Begins a reading. What it gives ends it.
   *
   * @throws TooManyRequests
   */
  beginRead(person: string): () => void {
    const { readsAtOnce } = this.limits();
    const usage = this.usageOf(person);
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
    const waitMs = this.usageOf(person).requests.take(wanted, this.clock());
    if (waitMs === 0) return;
    throw new TooManyRequests(
      `This server takes ${count(requestsPerMinute, "request")} a minute from one person; one that reads anew counts as ${WEIGHT_OF_REFRESH}.`,
      Math.ceil(waitMs / 1000),
    );
  }

  private usageOf(person: string): Usage {
    const usage = this.persons.get(person) ?? {
      reads: 0,
      requests: new TokenBucket(this.limits().requestsPerMinute, this.clock()),
    };
    // Last in order: the one that was heard of last.
    this.persons.delete(person);
    this.persons.set(person, usage);
    if (this.persons.size > this.mostPersons) this.forgetOne();
    return usage;
  }

  /** The one who was heard of the longest ago and has nothing running. */
  private forgetOne(): void {
    for (const [person, { reads }] of this.persons) {
      if (reads > 0) continue;
      this.persons.delete(person);
      return;
    }
  }
}

const count = (number: number, thing: string): string => `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
