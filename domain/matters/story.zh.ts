import type { Action } from './action.ts';

/** One step told to people: what happened, in whose words, and what only handlers see. */
export interface StoryLine {
  headline: string;
  words: string;
  detail: string;
  internal: boolean;
}

/** Who reads: the residents whose matter it is, or those who handle it. */
export type Audience = 'resident' | 'staff';

const SATISFIED = { yes: '满意', partly: '基本满意', no: '不满意' } as const;
/** How a resident's step came in, when not by themselves. */
export const CHANNELS = { portal: '', counter: '（来访登记）', phone: '（来电登记）', field: '（上门登记）' } as const;
const solvedWords = (solved: unknown) => (solved ? '解决了' : '没解决');
const satisfiedWords = (satisfied: unknown) => SATISFIED[satisfied as keyof typeof SATISFIED] ?? '';

/** What a step is called once taken, for its reader. */
export type Tellings = Readonly<Record<string, (action: Action, audience: Audience) => Partial<StoryLine> & { headline: string }>>;

/** The body a step named. */
export const namedBody = (action: Action): string => action.refs.body?.name ?? '';
/** The resident, addressed or spoken of. */
export const you = (audience: Audience) => (audience === 'resident' ? '您' : '群众');

/** The words of the steps every kind has. */
const SHARED: Tellings = {
  file: (action, audience) => ({
    headline: `${you(audience)}反映了这件事${CHANNELS[action.by.channel]}`,
    detail: `交给 ${namedBody(action)}`,
  }),
  sign: () => ({ headline: '已签收，开始办理' }),
  answer: () => ({ headline: '已答复' }),
  ask: (_action, audience) => ({ headline: `请${you(audience)}补充情况` }),
  reply: (action, audience) => ({ headline: `${you(audience)}补充了情况${CHANNELS[action.by.channel]}` }),
  'go-on': () => ({ headline: '继续办理' }),
  'add-words': (action, audience) => ({ headline: `${you(audience)}补充说明${CHANNELS[action.by.channel]}` }),
  comment: (action) => (action.input.toResident ? { headline: '办理进展' } : { headline: '内部备注', internal: true }),
  'hand-over': (action) => ({ headline: `移交给 ${namedBody(action)}` }),
  'ask-help': (action) => ({ headline: `请 ${namedBody(action)} 协办` }),
  'help-answer': () => ({ headline: '协办单位回复', internal: true }),
  urge: (action, audience) => ({
    headline: action.by.kind === 'staff' && action.by.channel === 'portal' ? '催办' : `${you(audience)}催了一次`,
  }),
  supervise: () => ({ headline: '督办' }),
  'ask-extension': (action) => ({ headline: `申请延期 ${Number(action.input.days)} 个工作日`, internal: true }),
  'grant-extension': (_action, audience) => ({ headline: audience === 'resident' ? '需要多一些时间' : '同意延期' }),
  'refuse-extension': () => ({ headline: '不同意延期', internal: true }),
  suspend: () => ({ headline: '暂停办理' }),
  resume: () => ({ headline: '恢复办理' }),
  merge: (action) => ({ headline: `并入 ${action.refs.matter?.number ?? ''}，一起办理` }),
  join: () => ({ headline: '又有一人反映同一件事' }),
  withdraw: (action, audience) => ({ headline: `${you(audience)}撤回了${CHANNELS[action.by.channel]}` }),
  confirm: (action, audience) => ({ headline: `${you(audience)}确认解决${CHANNELS[action.by.channel]}` }),
  rate: (action, audience) => ({
    headline: `${you(audience)}评价：${solvedWords(action.input.solved)}，${satisfiedWords(action.input.satisfied)}${CHANNELS[action.by.channel]}`,
  }),
  'follow-up': (action) => ({
    headline: action.input.reached ? '回访' : '回访，没有联系上',
    detail: action.input.solved === undefined ? '' : `${solvedWords(action.input.solved)}，${satisfiedWords(action.input.satisfied)}`,
  }),
  reopen: (action, audience) => ({ headline: `${you(audience)}说没解决，重新办理${CHANNELS[action.by.channel]}` }),
  correct: (action) => ({ headline: `更正第 ${Number(action.input.entry)} 条记录`, internal: true }),
  close: () => ({ headline: '期满没有异议，办结' }),
};

/** A step in words for its reader. Residents are never shown what handlers write to each other. Throws for a step without words. */
export function tell({ tellings }: { tellings: Tellings }, action: Action, audience: Audience): StoryLine {
  const telling = tellings[action.step] ?? SHARED[action.step];
  if (!telling) throw new Error(`no words for step ${action.step}`);
  return { words: String(action.input.words ?? ''), detail: '', internal: false, ...telling(action, audience) };
}
