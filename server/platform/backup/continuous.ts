import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '../app.ts';
import { holdHome } from '../home-lock.ts';
import { onDatabase } from '../reach-database.ts';
import { chainsFolder } from './chain.ts';
import { type FollowOptions, followOnce, type Going } from './follow.ts';
import { waitingBytes } from './slot.ts';

const EVERY_SECONDS = 10;
/** A target that answers no more must not keep a server from ending. */
const LAST_TURN_MS = 10_000;

/** Reads LINLI_BACKUP_CONTINUOUS: seconds between two links, or null for `off`. Throws a sentence otherwise. */
export function continuousSetting(text: string | undefined): number | null {
  if (!text) return EVERY_SECONDS;
  if (text === 'off') return null;
  const seconds = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > 60)
    throw new Error(`LINLI_BACKUP_CONTINUOUS is "${text}": write "off", or how many seconds may pass between two links, from 1 to 60.`);
  return seconds;
}

export interface Following {
  /** The chain it writes, once it does. */
  chain(): string | null;
  /** Brings what is there into the target a last time and ends. */
  stop(): Promise<void>;
}

/**
 * Follows the log of the database into the target until stopped. What stops it is logged once and tried again; how far it came stands in `/metrics`.
 * @param began called where a chain began, which needs a whole backup to go on from
 */
export function followAlways(
  app: App,
  options: Omit<FollowOptions, 'key'> & { key(): Promise<Buffer> },
  everySeconds: number,
  began: () => void,
): Following {
  const { databaseUrl, home, target } = options;
  let going: Going | null = null;
  let held: { release(): void } | null = null;
  let said: string | null = null;
  let ended = false;
  const ending = new AbortController();
  // Whoever watches counts from here until the first link is there.
  app.metrics.backupReached.set(Date.now() / 1000);

  const turn = async () => {
    try {
      app.metrics.backupWaiting.set(await onDatabase(databaseUrl, waitingBytes));
      held ??= await holdHome(chainsFolder(target), 0);
      const key = await options.key();
      const done = await followOnce({ databaseUrl, home, target, key }, going);
      going = done.going;
      app.metrics.backupReached.set(new Date(going.at).getTime() / 1000);
      if (said !== null) app.log.warn('the database is followed again');
      said = null;
      if (done.began) began();
    } catch (error) {
      const problem = (error as Error).message;
      if (problem !== said) app.log.error({ problem }, 'the database is not followed');
      said = problem;
    }
  };
  const always = (async () => {
    while (!ended) {
      const since = Date.now();
      await turn();
      // From beginning to beginning, so that a slow turn is not slower still; a breath in any case.
      await sleep(Math.max(500, since + everySeconds * 1000 - Date.now()), undefined, { signal: ending.signal }).catch(() => {});
    }
    await turn();
  })();
  return {
    chain: () => going?.chain.name ?? null,
    async stop() {
      ended = true;
      ending.abort();
      await Promise.race([always, sleep(LAST_TURN_MS, undefined, { ref: false })]);
      held?.release();
    },
  };
}
