import type { BrowserContext } from 'playwright-core';

/** A time that runs on by itself and can be moved forward, for the server and for every browser that looks at it. */
export interface MovableClock {
  now(): Date;
  /** Goes on by so many minutes, also in the browsers that follow. */
  forward(minutes: number): Promise<void>;
  /** Lets the pages of a browser live at this time, from their next load on. */
  follow(context: BrowserContext): Promise<void>;
}

/** Replaces the present time of a page; runs there, before its own scripts. */
function shift(milliseconds: number): void {
  const Before = Date;
  globalThis.Date = new Proxy(Before, {
    construct: (target, args, self) => Reflect.construct(target, args.length ? args : [target.now() + milliseconds], self),
    apply: (target) => new target(target.now() + milliseconds).toString(),
    get: (target, key) => (key === 'now' ? () => target.now() + milliseconds : Reflect.get(target, key)),
  });
}

/** A clock that begins at an instant. */
export function movableClock(start: string): MovableClock {
  let offset = new Date(start).getTime() - Date.now();
  const followers: BrowserContext[] = [];
  const shiftIn = async (context: BrowserContext, milliseconds: number) => {
    await context.addInitScript(shift, milliseconds);
    await Promise.all(context.pages().map((page) => page.evaluate(shift, milliseconds)));
  };
  return {
    now: () => new Date(Date.now() + offset),
    async forward(minutes) {
      offset += minutes * 60_000;
      await Promise.all(followers.map((context) => shiftIn(context, minutes * 60_000)));
    },
    async follow(context) {
      followers.push(context);
      await shiftIn(context, offset);
    },
  };
}
