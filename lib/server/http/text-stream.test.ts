import { describe, expect, it, vi } from "vitest";
import { textStream } from "./text-stream";

describe("a body that is made as it is taken", () => {
  it("gives in one piece what is there, and does not wait for what is not", async () => {
    const { texts, give } = byHand();
    const body = bodyOf(texts);
    give("a");
    give("ü");

    expect(await body.next()).toBe("aü");
    const later = body.next();
    give("b");
    expect(await later).toBe("b");
  });

  it("gives no more than a megabyte or so in one piece", async () => {
    const page = "x".repeat(300_000);
    const body = bodyOf(from(Array.from({ length: 10 }, () => page)));

    expect((await body.next())?.length).toBe(1_200_000);
    expect((await body.next())?.length).toBe(1_200_000);
    expect((await body.next())?.length).toBe(600_000);
    expect(await body.next()).toBeNull();
  });

  it("asks for nothing before it is wanted", async () => {
    const asked = vi.fn();
    const body = bodyOf(from(["a"], asked));
    await turns();
    expect(asked).not.toHaveBeenCalled();

    expect(await body.next()).toBe("a");
  });

  it("gives what came before a fault, and then fails", async () => {
    const body = bodyOf(
      (async function* () {
        yield "a";
        yield "b";
        throw new Error("broken");
      })(),
    );

    expect(await body.next()).toBe("ab");
    await expect(body.next()).rejects.toThrow("broken");
    expect(body.ended).toHaveBeenCalled();
  });

  it("is over once the last was taken", async () => {
    const body = bodyOf(from(["a"]));
    await body.next();

    expect(await body.next()).toBeNull();
    expect(body.ended).toHaveBeenCalledOnce();
  });

  it("ends its texts when nobody wants them any more", async () => {
    const left = vi.fn();
    const body = bodyOf(from(["x".repeat(2_000_000), "b", "c"], undefined, left));
    await body.next();

    await body.cancel();

    expect(body.ended).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(left).toHaveBeenCalled());
  });
});

it("has no fault left to complain of when nobody wants its texts any more", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const { texts, give, fail } = byHand();
  const body = bodyOf(texts);
  give("x".repeat(2_000_000));
  await body.next();
  await body.cancel();
  fail(new Error("broken"));
  await turns();
  process.off("unhandledRejection", unhandled);

  expect(unhandled).not.toHaveBeenCalled();
});

function bodyOf(texts: AsyncGenerator<string>) {
  const ended = vi.fn();
  const reader = textStream(texts, ended).getReader();
  return {
    ended,
    async next(): Promise<string | null> {
      const { done, value } = await reader.read();
      return done ? null : new TextDecoder().decode(value);
    },
    cancel: () => reader.cancel(),
  };
}

async function* from(texts: readonly string[], asked = (): void => {}, left = (): void => {}): AsyncGenerator<string> {
  try {
    asked();
    yield* texts;
  } finally {
    left();
  }
}

/** Texts that come when they are given. */
function byHand() {
  const pipe = new TransformStream<string, string>(undefined, undefined, { highWaterMark: 10 });
  const writer = pipe.writable.getWriter();
  const reader = pipe.readable.getReader();
  const texts = (async function* () {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  })();
  return {
    texts,
    give: (text: string): void => void writer.write(text),
    fail: (error: Error): void => void writer.abort(error),
  };
}

const turns = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
