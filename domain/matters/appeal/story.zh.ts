import { namedBody, type Tellings } from '../story.zh.ts';

/** The words of the steps only an appeal has. */
export const appealTellings: Tellings = {
  'pass-up': () => ({ headline: '已收到，村里解决不了，上报镇里' }),
  assign: (action, audience) => ({
    headline:
      audience === 'resident' ? `转给 ${namedBody(action)} 办理` : `派给 ${namedBody(action)}${action.input.complex ? '（复杂）' : ''}`,
  }),
  'send-back': (action) => ({ headline: `交给 ${namedBody(action)} 办理` }),
  return: (action) => ({
    headline: '退回',
    detail: `依据：${String(action.input.basis ?? '')}${namedBody(action) ? ` · 建议 ${namedBody(action)} 承办` : ''}`,
  }),
  decline: () => ({ headline: '不予受理' }),
  'set-against': (action) => ({
    headline: action.refs.body ? `写明反映的是 ${namedBody(action)}，由别的单位办` : '写明不是反映某个单位',
  }),
  classify: () => ({ headline: '改了类别', internal: true }),
};
