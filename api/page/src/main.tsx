import { render } from "preact";

import { startRouter } from "./app/router";
import { Shell } from "./app/shell";
import { language, setLanguage } from "./i18n";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/parts.css";

setLanguage(language.get());
startRouter();
const root = document.getElementById("app");
if (root) render(<Shell />, root);
