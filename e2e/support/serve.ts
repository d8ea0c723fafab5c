/** Serves every place that the tests are at. */

import { serve } from "./serving";
import { PLACES } from "./test-servers";

await serve(Object.keys(PLACES).map(Number));
