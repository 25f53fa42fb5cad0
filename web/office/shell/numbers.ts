import { say } from './messages.ts';

/** A share in per cent with one decimal, 96.2 %; a dash when nothing was counted. */
export function percentText(numerator: number, denominator: number): string {
  return denominator > 0 ? say('percent', { n: ((numerator / denominator) * 100).toFixed(1) }) : '—';
}

/** 5,918 */
export const countText = (n: number): string => n.toLocaleString('zh-CN');
