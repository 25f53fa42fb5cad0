import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findItems, indexOf } from '../../../domain/services/find.ts';
import { CATALOGUE_COLUMNS } from '../../modules/services/index.ts';
import { readCsv } from '../../platform/csv.ts';

const items = ['yongning-catalogue.csv', 'example-catalogue.csv'].flatMap((file) =>
  readCsv(readFileSync(new URL(file, import.meta.url), 'utf8'), {
    required: ['code', 'name'],
    optional: CATALOGUE_COLUMNS,
  }).rows.map(({ cells }) => ({
    ...cells,
    id: cells.code,
    example: cells.source,
    pinyin: '',
    initials: '',
  })),
);
const index = indexOf(items);
const place = (question: string, code: string): number => findItems(index, question, 20).findIndex((item) => item.code === code) + 1;

/** What people in Minning say, and the item of the county they mean. */
const ASKED: [string, string][] = [
  ['60岁养老金怎么领', 'yn-shebao-01'],
  ['满六十岁了社保钱咋领', 'yn-shebao-01'],
  ['老人去世了丧葬费找谁领', 'yn-shebao-02'],
  ['社保卡丢了怎么补', 'yn-shebao-03'],
  ['今年的医保在哪交', 'yn-yibao-01'],
  ['慢病报销怎么办', 'yn-yibao-02'],
  ['想吃低保要什么手续', 'yn-minzheng-01'],
  ['家里出了大事想要救急', 'yn-minzheng-02'],
  ['80岁老人补贴', 'yn-minzheng-03'],
  ['过了八十岁有没有钱', 'yn-minzheng-03'],
  ['给我爸办残疾证', 'yn-canlian-01'],
  ['孩子刚出生怎么上户口', 'yn-gongan-01'],
  ['身份证到期了换新的', 'yn-gongan-02'],
  ['大棚补贴怎么申请', 'yn-nongye-01'],
  ['建温棚给多少钱', 'yn-nongye-01'],
  ['家里是危房想翻修', 'yn-zhujian-01'],
  ['没工作了在哪登记', 'yn-jiuye-01'],
  ['在外头打零工怎么登记', 'yn-jiuye-02'],
  ['想在老宅基上盖房', 'yn-ziran-01'],
];

describe('the county’s own items', () => {
  it.each(ASKED)('「%s」 is answered by %s among the first three of more than a thousand', (question, code) => {
    expect(items.length).toBeGreaterThan(1_150);
    const found = place(question, code);
    expect(found, findItems(index, question, 5).map(({ name }) => name).join('、')).toBeGreaterThan(0);
    expect(found).toBeLessThanOrEqual(3);
  });
});
