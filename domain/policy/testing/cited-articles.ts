/**
 * Each place of a law the project cites, with words that stand there and carry what it is cited for.
 * A paragraph or an item is a place of its own; an item without a paragraph belongs to the first.
 */
export const CITED_ARTICLES: Readonly<Record<string, string>> = {
  乡村振兴促进法第三十一条: '公共文化体育设施网络',
  乡村振兴促进法第三十七条: '持续改善农村人居环境',
  乡村振兴促进法第四十条: '畜禽粪污的资源化利用',
  乡村振兴促进法第四十九条: '消防等安全管理责任',
  乡村振兴促进法第五十二条: '供水供电供气、物流、客运、信息通信',
  乡村振兴促进法第五十三条: '医疗卫生、社会保障等资源向农村倾斜',
  乡村振兴促进法第五十四条: '基本养老保险、基本医疗保险',
  乡村振兴促进法第五十七条: '平等就业',
  社会救助暂行办法第三条: '住房城乡建设',
  社会救助暂行办法第十一条: '申请最低生活保障',
  社会救助暂行办法第三十八条: '农村危房改造',
  保障农民工工资支付条例第七条: '人力资源社会保障行政部门负责',
  治安管理处罚法第七条: '公安机关负责本行政区域内的治安管理工作',
  治安管理处罚法第八十八条: '产生社会生活噪声',
  治安管理处罚法第八十九条: '饲养动物，干扰他人正常生活',
  村民委员会组织法第二条: '办理本村的公共事务和公益事业，调解民间纠纷',
  村民委员会组织法第十一条: '移风易俗',
  村民委员会组织法第二十八条: '经村民会议讨论决定方可办理',
  村民委员会组织法第三十六条: '不及时公布应当公布的事项',
  村民委员会组织法第四十一条: '由乡、民族乡、镇的人民政府责令改正',
  农村集体经济组织法第十条: '乡镇人民政府、街道办事处负责本行政区域内农村集体经济组织的监督管理',
  农村集体经济组织法第五十六条: '收益分配等发生纠纷',
  民法典第二百一十条: '不动产登记，由不动产所在地的登记机构办理',
  物业管理条例第五条: '房地产行政主管部门负责本行政区域内物业管理活动的监督管理',
  残疾人保障法第八条: '残疾人联合会及其地方组织',
  老年人权益保障法第三十七条: '发展城乡社区养老服务',
  未成年人保护法第八十三条: '接受义务教育',
  人民调解法第八条: '村民委员会、居民委员会设立人民调解委员会',
  反家庭暴力法第十五条: '公安机关接到家庭暴力报案后应当及时出警',
  法律援助法第五条: '司法行政部门指导、监督本行政区域的法律援助工作',
  户口登记条例第三条: '由各级公安机关主管',
  殡葬管理条例第四条: '民政部门负责本行政区域内的殡葬管理工作',
  个人信息保护法第十三条: '为履行法定职责或者法定义务所必需',
  个人信息保护法第十三条第一款第四项: '紧急情况下为保护自然人的生命健康和财产安全所必需',
  个人信息保护法第二十八条: '特定的目的和充分的必要性',
  个人信息保护法第四十七条: '保存期限未届满',
  个人信息保护法第五十条: '建立便捷的个人行使权利的申请受理和处理机制',
  个人信息保护法第五十一条: '防止未经授权的访问',
  行政许可法第四十二条: '二十日内作出行政许可决定',
  政府信息公开条例第二十九条: '申请获取政府信息的，应当向行政机关的政府信息公开工作机构提出',
  信访工作条例第二十八条第三款: '与信访事项或者信访人有直接利害关系的，应当回避',
  信访工作条例第十九条第一款: '载明其姓名（名称）、住址和请求、事实、理由',
  信访工作条例第十九条第三款: '又提出同一信访事项的，上级机关、单位不予受理',
  信访工作条例第二十二条第二款: '检举控告类信访事项',
  信访工作条例第二十三条第一款: '不属于本机关、单位',
  信访工作条例第二十三条第二款: '住址不清的除外',
  信访工作条例第二十八条第二款: '诉讼与信访分离',
  信访工作条例第二十九条: '提出的建议意见',
  信访工作条例第三十条: '检举控告类事项',
  信访工作条例第三十一条第一款第一项: '审判机关诉讼程序',
  信访工作条例第三十一条第一款第二项: '应当通过仲裁解决',
  信访工作条例第三十一条第一款第四项: '行政复议、行政裁决',
  信访工作条例第三十三条: '经争议双方当事人同意进行调解',
  信访工作条例第三十四条: '延长期限不得超过30日，并告知信访人延期理由',
  信访工作条例第三十五条: '30日内请求原办理机关、单位的上一级机关、单位复查',
  信访工作条例第三十六条第三款: '仍然以同一事实和理由提出投诉请求的',
  行政复议法第三十九条第一款第一项: '作为申请人的公民死亡',
  行政复议法第三十九条第一款第二项: '丧失参加行政复议的行为能力',
  行政复议法第三十九条第一款第五项: '不可抗力',
  行政复议法第三十九条第一款第八项: '以其他案件的审理结果为依据',
};

const NUMBER = '[一二三四五六七八九十百零]+';
const CITATION = new RegExp(
  `([\\u4e00-\\u9fa5]+?(?:法|条例|办法|法典))(第${NUMBER}条(?:第${NUMBER}款)?(?:第${NUMBER}(?:、${NUMBER})*项)?(?:、第${NUMBER}条(?:第${NUMBER}款)?)*)`,
  'g',
);
const LAWS = [...new Set(Object.keys(CITED_ARTICLES).map((place) => place.slice(0, place.indexOf('第'))))];

/** The places a text cites, each by its full name; a law nobody knows keeps the words that stood before its article. */
export function placesCitedIn(text: string): string[] {
  return [...text.matchAll(CITATION)].flatMap(([, before = '', articles = '']) => {
    const law = LAWS.find((known) => before.endsWith(known)) ?? before;
    return articles.split(/、(?=第)/).flatMap((place) => {
      const items = place.match(new RegExp(`第(${NUMBER}(?:、${NUMBER})*)项$`));
      if (!items) return [`${law}${place}`];
      const paragraph = place.slice(0, items.index);
      const whole = /款$/.test(paragraph) ? paragraph : `${paragraph}第一款`;
      return (items[1] ?? '').split('、').map((item) => `${law}${whole}第${item}项`);
    });
  });
}

/** The text of one place in the text of its law, whose lines are paragraphs and items; undefined where there is no such place. */
export function textAt(place: string, law: string): string | undefined {
  const [, article = '', paragraph, item] = place.match(new RegExp(`(第${NUMBER}条)(?:第(${NUMBER})款)?(?:第(${NUMBER})项)?$`)) ?? [];
  const lines = law.split('\n').map((line) => line.trim());
  const begin = lines.findIndex((line) => line.startsWith(`${article} `));
  if (begin < 0) return undefined;
  const length = lines.slice(begin + 1).findIndex((line) => line.startsWith('#') || new RegExp(`^第${NUMBER}条 `).test(line));
  const own = lines.slice(begin, length < 0 ? undefined : begin + 1 + length).filter(Boolean);
  const isItem = (line: string) => /^[（(][一二三四五六七八九十]+[）)]/.test(line);
  if (item) return own.find((line) => line.startsWith(`（${item}）`) || line.startsWith(`(${item})`));
  if (paragraph) return own.filter((line) => !isItem(line))['一二三四五六七八九十'.indexOf(paragraph)];
  return own.join('\n');
}
