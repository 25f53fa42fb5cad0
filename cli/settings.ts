import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { demandClosedWay } from '../server/platform/outgoing.ts';
import { secretText } from '../server/platform/secret-setting.ts';

/** The data folder: LINLI_HOME, else `linli` in the user's own data directory. Always absolute. */
export function homeSetting(env: NodeJS.ProcessEnv = process.env): string {
  if (env.LINLI_HOME) return resolve(env.LINLI_HOME);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'linli');
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'linli');
  // A relative XDG_DATA_HOME is to be ignored, says its specification.
  const data = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : join(homedir(), '.local', 'share');
  return join(data, 'linli');
}

/** The port to serve on: PORT, else 8200. */
export function portSetting(env: NodeJS.ProcessEnv = process.env): number {
  const text = env.PORT || '8200';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new Error(`PORT is "${text}": it must be a number from 1 to 65535.`);
  return port;
}

/** The database of an installation: DATABASE_URL, else undefined for the embedded one. @throws one sentence when the way there is open or its file is no secret */
export function databaseSetting(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const url = secretText('DATABASE_URL', env) ?? undefined;
  if (url) demandClosedWay(url, 'DATABASE_URL', env);
  return url;
}
