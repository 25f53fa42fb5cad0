/** What a mandate is made out for; what is not known yet is left to be written with a pen. */
export interface ToldMandate {
  name: string;
  station: string;
  worker: string;
  item: string;
  /** The papers handed over with it, by name. */
  papers: readonly string[];
  /** The last day it holds, in words. */
  until: string;
}

/** A mandate in plain words, as it is read out and signed: for what, until when, and that it can be ended at any time (2.5; Civil Code, article 165). */
export function mandateWords({ name, station, worker, item, papers, until }: ToldMandate): string {
  const handed = papers.length > 0 ? `这次交的有${papers.join('、')}。` : '';
  return `我是${name}。我委托${station}的${worker}替我办「${item}」：交材料、补材料、领结果。${handed}委托到${until}为止。我随时可以说不办了，收走的原件都还给我。`;
}
