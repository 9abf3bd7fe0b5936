import { expect, test } from "vitest";

import { toldOf } from "./chains";

const share = { core: true, present: 0, companies: 0, projects: 0, investment: 0, whole: 1 };

test("a zone is on links of a chain, on the chain without a link, or only leads with its industry", () => {
  expect(toldOf({ ...share, present: 4, companies: 2 })).toBe("links");
  expect(toldOf({ ...share, projects: 1, whole: 3 })).toBe("whole");
  expect(toldOf({ ...share, companies: 1, whole: 2 })).toBe("whole");
  expect(toldOf(share)).toBe("leads");
});
