import { type Actor, roleOf } from '../../domain/accounts/actor.ts';
import type { App } from './app.ts';
import type { Problem, ProblemType } from './problem.ts';

/** What is nobody's attempt at anything: two who acted at once, and what is our own trouble. */
const NO_ATTEMPT: readonly ProblemType[] = ['changed', 'command-reused', 'unavailable', 'internal'];

/** A flood of refusals must not fill the disk; how many were left out is said. */
const MOST_A_MINUTE = 300;
const MINUTE = 60_000;

interface Window {
  since: number;
  written: number;
  leftOut: number;
}
const windows = new WeakMap<App, Window>();

function windowOf(app: App): Window {
  const now = performance.now();
  let window = windows.get(app);
  if (!window || now - window.since >= MINUTE) {
    if (window?.leftOut) app.log.warn({ security: 'left-out', lines: window.leftOut }, 'more was refused than is written down');
    window = { since: now, written: 0, leftOut: 0 };
    windows.set(app, window);
  }
  return window;
}

/**
 * Writes down that something was refused: a sign-in, a role, a rule, a limit, an input. Who, where, what, and never a word of what was sent.
 * `route` is the pattern, not the address: an address may name a person's file.
 */
export function noteRefusal(app: App, problem: Problem, of: { route: string; actor: Actor | undefined; address: string }): void {
  if (NO_ATTEMPT.includes(problem.type)) return;
  const window = windowOf(app);
  if (window.written >= MOST_A_MINUTE) {
    window.leftOut++;
    return;
  }
  window.written++;
  const { route, actor, address } = of;
  const account = problem.account ?? (actor && 'accountId' in actor ? actor.accountId : null);
  const { type, virus } = problem;
  const role = actor ? roleOf(actor) : null;
  app.log.warn({ security: 'refused', problem: type, route, role, account, address, ...(virus && { virus }) }, 'refused');
}
