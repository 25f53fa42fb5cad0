/** What people say about an item of the catalogue, and what clerks write; by the item's code. */
export interface ServiceWords {
  readonly code: string;
  /** What the one who takes the papers notes, in the words of who applies. */
  readonly told: readonly string[];
  /** A paper that is easily forgotten, and why it is asked again. */
  readonly missing: { readonly name: string; readonly why: string };
  readonly granted: readonly string[];
  readonly refused: string;
}

export const SERVICE_WORDS: readonly ServiceWords[] = [
  {
    code: 'yn-shebao-01',
    told: ['下个月就满60岁了，眼睛不好，托网格员去办。', '娃娃都在外头打工，自己不会弄手机。'],
    missing: { name: '社会保障卡或银行卡', why: '卡上的名字和身份证对不上，请换本人名下的卡' },
    granted: ['缴费满15年，从下月起按月发到本人卡上。', '已审核通过，首月连补的一起打到卡里。'],
    refused: '缴费还差两年，补缴后可以再申请，补缴办法已经写在告知单上。',
  },
  {
    code: 'yn-shebao-02',
    told: ['父亲上个月走了，家里不知道还能领这个钱。'],
    missing: { name: '亲属关系说明', why: '没有写明领取人和去世老人的关系，请领取人自己写一份' },
    granted: ['已核准，一次性发到领取人卡上。'],
    refused: '老人参加的是职工养老保险，请到县社保中心职工窗口申领。',
  },
  {
    code: 'yn-shebao-03',
    told: ['卡让羊圈里的水泡坏了，刷不出来。', '卡找不见了，医院看病用不成。'],
    missing: { name: '居民身份证', why: '身份证已经过期，请先换新的' },
    granted: ['新卡已经做好，村里送到家。'],
    refused: '系统里还有一张卡在用，请先挂失旧卡再来补。',
  },
  {
    code: 'yn-yibao-01',
    told: ['媳妇户口刚迁过来，想把医保一起参上。', '给老母亲把明年的医保登上。'],
    missing: { name: '户口簿', why: '少了本人那一页' },
    granted: ['已登记，缴费后次年1月起享受待遇。', '登记好了，缴费短信会发到您手机上。'],
    refused: '已经参加了职工医保，不能重复参加居民医保。',
  },
  {
    code: 'yn-yibao-02',
    told: ['高血压、糖尿病吃药好几年了，想能多报点。', '透析要往县里跑，先把慢病办下来。'],
    missing: { name: '近期病历和检查报告', why: '病历是前年的，请补近一年的' },
    granted: ['已认定，下月起门诊买药按慢特病报销。'],
    refused: '病种不在目录里，普通门诊报销不受影响。',
  },
  {
    code: 'yn-minzheng-01',
    told: ['男人去年在工地上伤了腰，干不成活，两个娃念书。', '老两口一个偏瘫，靠一亩半地过日子。'],
    missing: { name: '家庭经济状况核对授权书', why: '同住的大儿子没有签字' },
    granted: ['公示期满没有异议，从下月起按月发放。'],
    refused: '家庭人均收入高于当地标准，符合临时救助条件，已经告诉怎么申请。',
  },
  {
    code: 'yn-minzheng-02',
    told: ['娃娃住院花了两万多，借不下了。', '棚让雪压塌了，一季菜没了。'],
    missing: { name: '遭遇困难的材料', why: '住院费用清单没有盖章' },
    granted: ['已核准，救助金三天内打到卡上。'],
    refused: '今年已经为同一件事救助过一次。',
  },
  {
    code: 'yn-minzheng-03',
    told: ['老人过了80岁，走不动路，家里人代着办。', '听邻居说80岁有津贴，不知道咋领。'],
    missing: { name: '银行卡', why: '卡是孙子的，要老人本人名下的卡' },
    granted: ['年龄核对无误，从下月起按月发放。', '已办好，和养老金打在一张卡上。'],
    refused: '差三个月满80岁，到时我们上门来办，不用再跑。',
  },
  {
    code: 'yn-canlian-01',
    told: ['右手三个指头让铡草机伤了，想把证办下来。', '娃娃耳朵听不见，上学要用。'],
    missing: { name: '两寸近照', why: '照片背景不是白底' },
    granted: ['评定为三级，证已经做好。'],
    refused: '医院评定没有达到标准，对结果不服可以申请重新评定。',
  },
  {
    code: 'yn-gongan-01',
    told: ['娃娃刚满月，媳妇坐月子，我在外头跑车。'],
    missing: { name: '父母户口簿', why: '母亲的户口簿在娘家，请补首页和本人页' },
    granted: ['已登记，户口簿一起带回来了。'],
    refused: '出生医学证明上的名字要先到医院更正。',
  },
  {
    code: 'yn-nongye-01',
    told: ['新搭了一个棚，种的小番茄。', '旧棚换了棚膜和卷帘机，问能不能补。'],
    missing: { name: '土地承包或流转合同', why: '合同少最后一页，看不到签字' },
    granted: ['验收合格，按面积补到一卡通。'],
    refused: '建的是露地拱棚，不在今年补贴范围里。',
  },
  {
    code: 'yn-zhujian-01',
    told: ['西边那间土房墙裂了，下雨不敢住。', '房顶的椽子朽了，老人一个人住着。'],
    missing: { name: '宅基地证明', why: '证上是老人的名字，请写明和申请人的关系' },
    granted: ['鉴定为C级，列入今年改造，开工前村里再来说一遍。'],
    refused: '鉴定为A级，房子是安全的，裂缝可以申请小修。',
  },
  {
    code: 'yn-jiuye-01',
    told: ['厂子停了，从银川回来，先把失业登记上。'],
    missing: { name: '居民身份证', why: '正面看不清' },
    granted: ['已登记，可以参加下月的电焊培训。'],
    refused: '还在缴职工社保，请先让原单位办减员。',
  },
  {
    code: 'yn-jiuye-02',
    told: ['给葡萄园打零工，一年干七八个月。', '自己开三轮拉菜，没有单位。'],
    missing: { name: '就业情况说明', why: '没有写在哪里干、干什么' },
    granted: ['已登记，可以按灵活就业参保。'],
    refused: '已经有单位给缴着社保，不用再登记。',
  },
  {
    code: 'yn-ziran-01',
    told: ['儿子要成家，院里想翻盖三间。'],
    missing: { name: '使用承诺书', why: '没有写四至' },
    granted: ['镇里已批准，开工前约人来放线。'],
    refused: '申请的地块是耕地，不能建房，可以在村里规划区另选。',
  },
];

/** What people say when the result was brought to them. */
export const BROUGHT_WORDS = {
  good: ['一趟没跑就办好了。', '送到家里来的，还给念了一遍。', '材料原样还回来了，放心。'],
  partly: ['办是办好了，等的时间有点长。', '中间补了一回材料，别的都好。'],
} as const;

/** Why a person takes back what they gave us to do. */
export const REVOKED_WORDS = ['娃娃回来了，自己去办。', '先不办了，等明年再说。', '想再跟家里商量一下。'] as const;

/** What the village says when papers come, and the centre when they do not. */
export const LOST_WORDS = '清单上有这一份，袋子里没有找到，请村里再看看。';
export const DECLINED_WORDS = ['户口不在我县，请到户籍地申请，办法已经写在告知单上。', '这一项今年已经截止，明年三月再报。'] as const;

/** What a township asks to have checked, and how it was found. `found` answers the questions in order. */
export interface VerificationWords {
  readonly about: string;
  readonly facts: readonly ('address' | 'lives-here' | 'members')[];
  readonly questions: readonly string[];
  readonly found: readonly string[];
  /** What differs from what we hold, where something does. */
  readonly differs: string;
  readonly words: string;
}

export const VERIFICATION_WORDS: Readonly<Record<'living' | 'house' | 'elder' | 'relief' | 'greenhouse', VerificationWords>> = {
  living: {
    about: '申请低保，请核对家里人口和住房',
    facts: ['address', 'lives-here', 'members'],
    questions: ['家里谁能干活、在干什么', '房子是自家的还是租的'],
    found: ['一个在家种地，一个身体不好', '自家的，三间砖房'],
    differs: '大儿子一家已经分开过',
    words: '家里情况和申请写的一样，药费单子看过了。',
  },
  house: {
    about: '申请危房改造，请看房子有没有人住、裂在哪里',
    facts: ['address', 'lives-here'],
    questions: ['房子现在有没有人住', '墙和房顶有没有裂缝、塌陷'],
    found: ['老人一个人住', '西墙裂了一指宽，房顶漏雨'],
    differs: '平时住在女儿家，冬天才回来',
    words: '西边那间确实不敢住了，拍了两张。',
  },
  elder: {
    about: '高龄津贴年审，请看老人在不在家',
    facts: ['lives-here'],
    questions: ['老人是不是本人在家', '平时由谁照顾'],
    found: ['本人在家，精神还好', '儿媳照顾'],
    differs: '上月起跟孙子住到银川去了',
    words: '跟老人说了会儿话，津贴每月都收到。',
  },
  relief: {
    about: '申请临时救助，请了解住院的事',
    facts: ['members'],
    questions: ['住院的人现在怎么样', '家里还欠多少'],
    found: ['已经出院，在家养着', '欠亲戚一万多'],
    differs: '家里又添了一个娃',
    words: '住院单子看过，和申请说的一致。',
  },
  greenhouse: {
    about: '大棚补贴验收，请看棚建成没有',
    facts: ['address'],
    questions: ['大棚是不是已经建成', '棚里种的什么'],
    found: ['已经建成，长八十米', '小番茄，已经挂果'],
    differs: '棚在三组的地里，不在院子后面',
    words: '棚量过了，和申请的差不多。',
  },
};
