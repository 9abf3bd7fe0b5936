import { defineMessages } from "../../i18n";

export const messages = defineMessages(
  { title: "HTTP 接口", required: "必填" },
  { title: "HTTP API", required: "required" },
);
