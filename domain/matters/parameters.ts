import { COUNTY, type ParameterDefinition } from '../policy/parameter.ts';

/** The numbers of appeals and services by proxy, apart from all others since phones carry them. */
export const MATTER_PARAMETERS = {
  'appeal.sign': { title: '签收时限', unit: 'working-days', initial: 1, min: 1, max: 5, source: COUNTY, clause: '4.8' },
  'appeal.answer.enquiry': { title: '咨询类答复时限', unit: 'working-days', initial: 2, min: 1, max: 15, source: COUNTY, clause: '4.8' },
  'appeal.answer.trouble': { title: '其他诉求答复时限', unit: 'working-days', initial: 5, min: 1, max: 60, source: COUNTY, clause: '4.8' },
  'appeal.return': { title: '退回时限', unit: 'working-days', initial: 1, min: 1, max: 5, source: COUNTY, clause: '4.8' },
  'appeal.return.complex': { title: '复杂诉求退回时限', unit: 'working-days', initial: 3, min: 1, max: 10, source: COUNTY, clause: '4.8' },
  'appeal.extension': { title: '一次延期最长', unit: 'working-days', initial: 10, min: 1, max: 30, source: COUNTY, clause: '4.8' },
  'appeal.confirm': { title: '群众确认或要求重办的期限', unit: 'days', initial: 15, min: 5, max: 60, source: COUNTY, clause: '4.8' },
  'appeal.reply': { title: '等群众补充最长', unit: 'days', initial: 10, min: 3, max: 60, source: COUNTY, clause: '4.8' },
  'appeal.duplicate.days': { title: '查找同一件事的天数', unit: 'days', initial: 30, min: 1, max: 180, source: COUNTY, clause: '4.8' },
  'proxy.hand-in': { title: '收件后交镇里的时限', unit: 'working-days', initial: 2, min: 1, max: 10, source: COUNTY, clause: '2.5' },
  'proxy.accept': { title: '窗口受理时限', unit: 'working-days', initial: 1, min: 1, max: 5, source: COUNTY, clause: '2.5' },
  'proxy.supplement': { title: '补材料最长', unit: 'days', initial: 15, min: 5, max: 60, source: COUNTY, clause: '2.5' },
  'proxy.mandate': { title: '委托最长', unit: 'days', initial: 90, min: 7, max: 365, source: COUNTY, clause: '2.5' },
  'proxy.papers': { title: '交过的材料多久内不用再交', unit: 'days', initial: 180, min: 30, max: 730, source: COUNTY, clause: '2.6' },
} as const satisfies Record<string, ParameterDefinition>;
