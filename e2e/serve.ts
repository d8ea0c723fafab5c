/** Serves every place that the tests are at. */
import { PLACES } from "./places";
import { serve } from "./serving";

await serve(Object.keys(PLACES).map(Number));
