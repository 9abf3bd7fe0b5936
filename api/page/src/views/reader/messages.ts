import { defineMessages } from "../../i18n";

export const messages = defineMessages(
  {
    id: "编号",
    publisher: "来源",
    date: "日期",
    place: "地点",
    source: "原址",
    contents: "篇目",
    mark: "标出名称与数据",
    names: "名称",
    figures: "数据",
    cited: "所引之处",
    about: "关于本报告",
  },
  {
    id: "Id",
    publisher: "Publisher",
    date: "Date",
    place: "Place",
    source: "From",
    contents: "Articles",
    mark: "Mark names and figures",
    names: "names",
    figures: "figures",
    cited: "the place cited",
    about: "About this report",
  },
);
