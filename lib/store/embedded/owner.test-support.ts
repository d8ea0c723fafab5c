/** A process that has an embedded database open until it is killed. */
import { EmbeddedPool } from "./embedded-pool";

const client = await new EmbeddedPool(process.argv[2] ?? "").connect();
await client.query("create table t (n int)", []);
await client.query("insert into t values (7)", []);
process.send?.("ready");
setInterval(() => undefined, 60_000);
