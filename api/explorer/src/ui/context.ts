/** The state and the explorer, within reach of every component. */

import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

import type { Explorer } from "../explorer";
import type { Action, State } from "../state";
import type { Store } from "../store";
import { STRINGS, type Strings } from "../strings";

export interface App {
  store: Store<State, Action>;
  explorer: Explorer;
}

export const AppContext = createContext<App | null>(null);

export interface View {
  state: State;
  words: Strings;
  explorer: Explorer;
  dispatch(action: Action): void;
}

/** Re-renders the component at every change of the state. */
export function useApp(): View {
  const app = useContext(AppContext);
  if (!app) throw new Error("a component stands outside AppContext");
  const [state, setState] = useState(app.store.state);
  useEffect(() => {
    setState(app.store.state);
    return app.store.subscribe(() => setState(app.store.state));
  }, [app.store]);
  return { state, words: STRINGS[state.language], explorer: app.explorer, dispatch: app.store.dispatch };
}
