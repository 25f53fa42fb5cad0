import { levelOf } from '../../bodies/body.ts';
import { dayText } from '../../messages/templates.zh.ts';
import type { MatterState } from '../state.ts';
import { CHANNELS, namedBody, type Tellings, you } from '../story.zh.ts';
import type { CollectedMaterial, Mandate, ServiceItem } from './content.ts';

export const WAYS = { photo: '拍照', seen: '看过原件', held: '平台已有，不用提供' } as const;
export const PAPERS_WORDS = { returned: '材料原件已退还', destroyed: '材料已销毁', none: '没有收原件', kept: '材料依法存档' } as const;
export const HOW_WORDS = { fetched: '本人来取', delivered: '送到家', posted: '寄出', online: '网上送达' } as const;

const materialsTold = (materials: readonly CollectedMaterial[]): string =>
  materials.map(({ name, how, original }) => `${name}（${WAYS[how]}${original ? '，收了原件' : ''}）`).join('、');

const papersTold = (papers: unknown): string => PAPERS_WORDS[papers as keyof typeof PAPERS_WORDS] ?? '';

/** What the date on top promises: in the village that the papers reach the township, at the window the decision. */
export const promisedOf = ({ holder }: Pick<MatterState, 'holder'>): string =>
  levelOf(holder.kind) === 'village' ? '交到镇里' : '办出结果';

/** The words of the steps only a proxy service has. Each says in whose hands the papers are. */
export const proxyTellings: Tellings = {
  file: (action, audience) => {
    const { item, mandate, materials } = action.input as { item: ServiceItem; mandate: Mandate | null; materials: CollectedMaterial[] };
    return {
      headline: mandate ? `${you(audience)}委托代办：${item.name}${CHANNELS[action.by.channel]}` : `${you(audience)}网上申请：${item.name}`,
      detail: [mandate ? `委托到 ${mandate.until} 为止` : '', materialsTold(materials)].filter(Boolean).join(' · '),
    };
  },
  'hand-in': (action) => ({ headline: '材料交到镇里', detail: namedBody(action) ? `交给 ${namedBody(action)}` : '' }),
  'not-received': () => ({ headline: '镇里没有收到材料，退回村里查找' }),
  accept: () => ({ headline: '窗口已受理' }),
  'ask-missing': (action, audience) => ({
    headline: `一次性告知：还缺材料，请${you(audience)}补齐`,
    detail: ((action.input.missing as { name: string; why: string }[]) ?? []).map(({ name, why }) => `${name}：${why}`).join('；'),
  }),
  supply: (action, audience) => ({
    headline: `${you(audience)}补齐了材料${CHANNELS[action.by.channel]}`,
    detail: materialsTold((action.input.materials as CollectedMaterial[]) ?? []),
  }),
  'go-on': () => ({ headline: '等补材料的期限到了，请窗口决定' }),
  'renew-mandate': (action, audience) => ({
    headline: `${you(audience)}重签了委托${CHANNELS[action.by.channel]}`,
    detail: `委托到 ${(action.input.mandate as Mandate).until} 为止`,
  }),
  decide: (action) => ({ headline: action.input.granted ? '已办好' : '没有办成' }),
  deliver: (action) => ({
    headline: `结果已送达：${HOW_WORDS[action.input.how as keyof typeof HOW_WORDS] ?? ''}`,
    detail: papersTold(action.input.papers),
  }),
  'return-papers': (action) => ({ headline: papersTold(action.input.papers) }),
  decline: () => ({ headline: '不予受理' }),
  withdraw: (action, audience) => ({ headline: `${you(audience)}说不办了${CHANNELS[action.by.channel]}` }),
  'verification-asked': (action) => ({
    headline: '镇里请村里入户核查',
    detail: `${dayText(`${String(action.input.due)}T04:00:00.000Z`)}前会有人上门，问：${(action.input.questions as string[]).join('、')}`,
  }),
  verified: (action) => ({ headline: '入户核查有了结果', detail: String(action.input.outcome ?? '') }),
};
