import { render } from "preact";

import { Explorer } from "./explorer";
import { service } from "./service";
import { initialState, reduce } from "./state";
import { createStore } from "./store";
import "./style/page.css";
import { AppContext } from "./ui/context";
import { Page } from "./ui/Page";

const language = localStorage.getItem("zhengtu.language") === "en" ? "en" : "zh";
const store = createStore(initialState(language), reduce);
const explorer = new Explorer(store, service);

render(
  <AppContext.Provider value={{ store, explorer }}>
    <Page />
  </AppContext.Provider>,
  document.getElementById("page") as HTMLElement,
);
void explorer.start();
