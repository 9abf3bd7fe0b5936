import { expect, test } from "vitest";

import { half } from "./index";

test.each([
  ["没有此页 / not found", "没有此页", "not found"],
  ["至多 64 MB / the request is larger than 64 MB", "至多 64 MB", "the request is larger than 64 MB"],
  ["没有答案", "没有答案", "没有答案"],
  ["库中没有甲区 / nothing on 甲区 in the store", "库中没有甲区", "nothing on 甲区 in the store"],
  ["有“签约额”，无2023年 / held, but not for 2023", "有“签约额”，无2023年", "held, but not for 2023"],
  ["a / b", "a / b", "a / b"],
  ["没有此实体 / no such entity: Zone/甲区", "没有此实体 / no such entity: Zone/甲区", "没有此实体 / no such entity: Zone/甲区"],
])("%s", (text, zh, en) => {
  expect(half(text, "zh")).toBe(zh);
  expect(half(text, "en")).toBe(en);
});
