import { once } from "node:events";
import { request as ask, createServer, type ServerResponse } from "node:http";

/** A way to the app on which answers can be broken off. */
export interface CuttingProxy {
  url: string;
  /** Answers that come from now on stop after their first lines. */
  hold(): void;
  /** How many answers have stopped. */
  held(): number;
  /** Breaks the connections of those that have stopped. Answers that come from now on are whole. */
  cut(): void;
  close(): Promise<void>;
}

/** Leads to an app. What is held of a path's answers are all but so many lines, and a few bytes of the next. */
export async function cuttingProxy(appUrl: string, path: string, lines: number): Promise<CuttingProxy> {
  const stopped: ServerResponse[] = [];
  let holds = false;
  const server = createServer((request, response) => {
    const { method, headers, url = "" } = request;
    const onward = ask(`${appUrl}${url}`, { method, headers: { ...headers, "accept-encoding": "identity" } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      if (!holds || !url.startsWith(path)) return answer.pipe(response);
      let left = lines;
      return answer.on("data", (chunk: Buffer) => {
        const { count, end } = lineEnds(chunk, left);
        left -= count;
        response.write(left > 0 ? chunk : chunk.subarray(0, end + FEW_BYTES));
        if (left > 0) return;
        stopped.push(response);
        answer.destroy();
      });
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The way has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    hold: () => {
      holds = true;
    },
    held: () => stopped.length,
    cut: () => {
      holds = false;
      for (const response of stopped.splice(0)) response.destroy();
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const FEW_BYTES = 20;

/** How many of the wanted line ends a chunk has, and where the last of them is. */
function lineEnds(chunk: Buffer, wanted: number): { count: number; end: number } {
  let [count, end] = [0, 0];
  for (let next = chunk.indexOf("\n"); next >= 0 && count < wanted; next = chunk.indexOf("\n", end)) {
    count += 1;
    end = next + 1;
  }
  return { count, end };
}
