import { seededRandom } from "./random";

/** Where the company builds its images, and whose credentials the caller has. */
export const OWNER_ACCOUNT = "111122223333";

/** The sister company that shares a license configuration with us. */
export const SISTER_ACCOUNT = "444455556666";

/** Another sister company, with images and licenses of its own. */
export const LOGISTICS_ACCOUNT = "777788889999";

/** Account ids of 12 digits; several start with zeros, as real ones do. */
export function consumerAccounts(count: number): [string, ...string[]] {
  const random = seededRandom("accounts");
  const id = (index: number) => {
    const leadingZeros = index % 37 === 0 ? 2 : index % 11 === 0 ? 1 : 0;
    const first = String(random.int(1, 9));
    const digits = Array.from({ length: 11 - leadingZeros }, () => random.int(0, 9)).join("");
    return "0".repeat(leadingZeros) + first + digits;
  };
  const others = Array.from({ length: count - 1 }, (_, index) => id(index + 1));
  return [id(0), ...others];
}
