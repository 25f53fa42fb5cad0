import type { BrowserContext } from 'playwright-core';
import { callAs, DESK, PHONE } from './demo-server.ts';

export interface Screen {
  name: string;
  /** The demo persona who sees it; null before signing in. */
  as: string | null;
  /** `:matter` stands for the first matter the persona has, `:item` for an item of the county's catalogue. */
  path: string;
  sizes: { name: string; width: number; height: number }[];
  elder?: boolean;
  dark?: boolean;
}

const phone = { name: '360', ...PHONE };
const desk = { name: '1440', ...DESK };
const both = [phone, desk];

/** Every screen of the faces, with somebody who has something on it. */
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
  { name: 'portal-services', as: 'resident', path: '/services', sizes: both },
  { name: 'portal-services-elder', as: 'elder', path: '/services', sizes: [phone], elder: true },
  { name: 'portal-item', as: 'resident', path: '/services/:item', sizes: both },
  { name: 'portal-item-elder', as: 'elder', path: '/services/:item', sizes: [phone], elder: true },
  { name: 'portal-apply', as: 'resident', path: '/services/:item/apply', sizes: both },
  { name: 'portal-apply-dark', as: 'resident', path: '/services/:item/apply', sizes: [phone], dark: true },
  { name: 'portal-apply-guest', as: null, path: '/services/:item/apply', sizes: [phone] },
  { name: 'portal-application', as: 'resident', path: '/matters/:application', sizes: both },
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
  { name: 'office-clauses', as: 'supervisor', path: '/office/clauses', sizes: both },
  {
    name: 'office-clauses-cell',
    as: 'supervisor',
    path: '/office/clauses?territory=640121104&cell=640121104205.matters-on-time',
    sizes: both,
  },
  { name: 'office-clauses-villages', as: 'supervisor', path: '/office/clauses?villages=true', sizes: both },
  { name: 'office-statistics', as: 'dispatcher', path: '/office/statistics', sizes: both },
  { name: 'office-policy', as: 'administrator', path: '/office/policy', sizes: both },
  { name: 'office-calendar', as: 'administrator', path: '/office/policy?part=calendar', sizes: both },
  { name: 'office-accounts', as: 'administrator', path: '/office/accounts', sizes: both },
  { name: 'office-messages', as: 'administrator', path: '/office/messages', sizes: both },
  { name: 'office-jobs', as: 'administrator', path: '/office/messages?part=jobs', sizes: both },
  { name: 'office-audit', as: 'supervisor', path: '/office/audit', sizes: both },
  { name: 'office-me', as: 'dispatcher', path: '/office/me', sizes: both },
];

const COUNTY = '640121';
const ITEM = '老人取暖补贴申领';

/** An item one can apply for online; where the catalogue has none of this name it is published as the county's administrator would. */
async function onlineItem(context: BrowserContext): Promise<string> {
  const find = async () => {
    const { body } = await callAs(context, 'services.search', { county: COUNTY, q: ITEM });
    return (body as { items: { id: string; name: string }[] }).items.find(({ name }) => name === ITEM)?.id;
  };
  const found = await find();
  if (found) return found;
  const { origin } = new URL((await context.request.get('/healthz')).url());
  const administrator = (await context.browser()?.newContext({ baseURL: origin })) as BrowserContext;
  await callAs(administrator, 'accounts.demoSignIn', { key: 'administrator' });
  const { status, body } = await callAs(administrator, 'services.save', {
    code: 'screens-heating',
    name: ITEM,
    department: '县民政局',
    materials: ['身份证', '户口簿', '取暖费收据'].map((name) => ({ name })),
    steps: ['网上申请', '镇里审核', '发放'],
    days: 10,
    online: true,
    validFrom: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
  });
  await administrator.close();
  if (status !== 200) throw new Error(`publishing an item answered ${status}: ${JSON.stringify(body)}`);
  return (body as { id: string }).id;
}

/** An application of whoever is signed in. */
async function application(context: BrowserContext): Promise<string> {
  const mine = (await callAs(context, 'matters.mine', {})).body as { matters: { id: string; kind: string }[] };
  const known = mine.matters.find(({ kind }) => kind === 'proxy-service');
  if (known) return known.id;
  const applied = await callAs(context, 'proxy.apply', { item: await onlineItem(context), village: '640121104205', materials: [] });
  return (applied.body as { id: string }).id;
}

/** The address of a screen for whoever is signed in. */
export async function addressOf(screen: Screen, context: BrowserContext): Promise<string> {
  if (screen.path.includes(':item')) return screen.path.replace(':item', await onlineItem(context));
  if (screen.path.includes(':application')) return screen.path.replace(':application', await application(context));
  if (!screen.path.includes(':matter')) return screen.path;
  const own = screen.name.startsWith('portal');
  const { body } = await callAs(context, own ? 'matters.mine' : 'matters.queue', {});
  const { matters = [], items = [] } = body as { matters?: { id: string }[]; items?: { id: string }[] };
  const id = [...matters, ...items][0]?.id;
  if (!id) throw new Error(`${screen.as} has no matter to show ${screen.name} with`);
  return screen.path.replace(':matter', id);
}
