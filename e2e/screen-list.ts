import type { BrowserContext } from 'playwright-core';
import { callAs, DESK, PHONE } from './demo-server.ts';

export interface Screen {
  name: string;
  /** The demo persona who sees it; null before signing in. */
  as: string | null;
  /** `:matter` stands for the first matter the persona has. */
  path: string;
  sizes: { name: string; width: number; height: number }[];
  elder?: boolean;
  dark?: boolean;
}

const phone = { name: '360', ...PHONE };
const desk = { name: '1440', ...DESK };
const both = [phone, desk];

/** Every screen of the two faces, with somebody who has something on it. */
export const SCREENS: readonly Screen[] = [
  { name: 'portal-home-guest', as: null, path: '/', sizes: both },
  { name: 'portal-home', as: 'resident', path: '/', sizes: both },
  { name: 'portal-home-dark', as: 'resident', path: '/', sizes: [phone], dark: true },
  { name: 'portal-elder', as: 'elder', path: '/', sizes: [phone], elder: true },
  { name: 'portal-file', as: 'resident', path: '/file', sizes: both },
  { name: 'portal-matters', as: 'resident', path: '/matters', sizes: [phone] },
  { name: 'portal-progress', as: null, path: '/progress', sizes: [phone] },
  { name: 'portal-village', as: 'resident', path: '/village', sizes: both },
  { name: 'portal-sign-in', as: null, path: '/sign-in', sizes: both },
  { name: 'portal-matter', as: 'resident', path: '/matters/:matter', sizes: both },
  { name: 'portal-matter-elder', as: 'elder', path: '/matters/:matter', sizes: [phone], elder: true },
  { name: 'portal-services', as: 'resident', path: '/services', sizes: [phone] },
  { name: 'portal-not-found', as: null, path: '/nothing/here', sizes: [phone] },
  { name: 'portal-me', as: 'resident', path: '/me', sizes: [phone] },
  { name: 'office-sign-in', as: null, path: '/office/', sizes: both },
  { name: 'office-queue', as: 'dispatcher', path: '/office/', sizes: both },
  { name: 'office-queue-station', as: 'station', path: '/office/', sizes: both },
  { name: 'office-matter', as: 'dispatcher', path: '/office/matters/:matter', sizes: both },
  { name: 'office-matter-department', as: 'housing', path: '/office/matters/:matter', sizes: both },
  { name: 'office-intake', as: 'window', path: '/office/intake', sizes: both },
  { name: 'office-collect', as: 'window', path: '/office/proxy/collect', sizes: both },
  { name: 'office-hand-in', as: 'station', path: '/office/proxy', sizes: both },
  { name: 'office-receive', as: 'window', path: '/office/proxy', sizes: both },
  { name: 'office-verifications', as: 'dispatcher', path: '/office/verifications', sizes: both },
  { name: 'office-services', as: 'administrator', path: '/office/services', sizes: both },
  { name: 'office-services-examples', as: 'station', path: '/office/services?part=examples', sizes: both },
  { name: 'office-board', as: 'dispatcher', path: '/office/board', sizes: both },
  { name: 'office-supervision', as: 'supervisor', path: '/office/supervision', sizes: both },
  { name: 'office-places', as: 'dispatcher', path: '/office/places/640121104205', sizes: both },
  { name: 'office-bodies', as: 'administrator', path: '/office/bodies', sizes: both },
  { name: 'office-people', as: 'station', path: '/office/people', sizes: both },
  { name: 'office-statistics', as: 'dispatcher', path: '/office/statistics', sizes: both },
  { name: 'office-policy', as: 'administrator', path: '/office/policy', sizes: both },
  { name: 'office-calendar', as: 'administrator', path: '/office/policy?part=calendar', sizes: both },
  { name: 'office-accounts', as: 'administrator', path: '/office/accounts', sizes: both },
  { name: 'office-messages', as: 'administrator', path: '/office/messages', sizes: both },
  { name: 'office-jobs', as: 'administrator', path: '/office/messages?part=jobs', sizes: both },
  { name: 'office-audit', as: 'supervisor', path: '/office/audit', sizes: both },
  { name: 'office-me', as: 'dispatcher', path: '/office/me', sizes: both },
];

/** The address of a screen for whoever is signed in. */
export async function addressOf(screen: Screen, context: BrowserContext): Promise<string> {
  if (!screen.path.includes(':matter')) return screen.path;
  const own = screen.name.startsWith('portal');
  const { body } = await callAs(context, own ? 'matters.mine' : 'matters.queue', {});
  const { matters = [], items = [] } = body as { matters?: { id: string }[]; items?: { id: string }[] };
  const id = [...matters, ...items][0]?.id;
  if (!id) throw new Error(`${screen.as} has no matter to show ${screen.name} with`);
  return screen.path.replace(':matter', id);
}
