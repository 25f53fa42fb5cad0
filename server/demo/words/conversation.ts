import type { AppealCategory, CategoryCode } from '../../../domain/matters/appeal/categories.ts';

type Group = AppealCategory['parent'];

/** A question to the resident and what residents answer. */
export interface Question {
  readonly groups: readonly Group[];
  /** Only these categories, when given. */
  readonly categories?: readonly CategoryCode[];
  readonly question: string;
  readonly replies: readonly string[];
}

export const QUESTIONS: readonly Question[] = [
  {
    groups: ['roads'],
    categories: ['roads.lamp'],
    question: '请问坏了几盏，灯杆上的编号能看见吗？',
    replies: ['坏了三盏，从门口往东数，编号看不清。', '就一盏，杆子上写着 07。'],
  },
  {
    groups: ['roads'],
    question: '请说一下离哪儿最近，是东头还是西头？能不能拍一张照片？',
    replies: ['在路口往西五十来米，照片传上来了。', '就在小卖部对面，晚上不好拍，白天再拍一张。'],
  },
  {
    groups: ['water'],
    categories: ['water.tap'],
    question: '请问只有您家没水，还是整条巷道都没水？',
    replies: ['左右邻居都没有，就我们这一排。', '别人家有，就我家没有。'],
  },
  {
    groups: ['water', 'clean'],
    question: '请问大概从什么时候开始的？是天天这样还是下雨后才这样？',
    replies: ['有半个月了，天天这样。', '一下雨就这样，晴天还好。'],
  },
  {
    groups: ['power'],
    question: '请问是几点到几点，左右邻居也一样吗？',
    replies: ['晚上七点到十点最厉害，一条巷子都一样。', '不定时，昨天下午停了两个小时。'],
  },
  {
    groups: ['house'],
    question: '我们想上门看看，请问您哪天在家？',
    replies: ['这两天都在家，下午来最好。', '周末在，平时上班，先打个电话。'],
  },
  {
    groups: ['land'],
    question: '手头有合同或者收条吗？拍一张发上来就行，看不清也没关系。',
    replies: ['合同在老人手里，明天拍了发上来。', '当时没签合同，就有个转账记录，发上来了。'],
  },
  {
    groups: ['farm'],
    question: '请问有几亩（几头），现在最急的是什么？',
    replies: ['三个棚，最急的是夜里冷，苗子撑不住。', '四亩地，再不浇就旱死了。', '圈里十二头，病了两头。'],
  },
  {
    groups: ['care'],
    question: '方便的话请告诉我们是哪个月开始没有的，卡有没有换过？',
    replies: ['从上上个月开始没有的，卡没换。', '去年换过一张卡，是不是这个原因。'],
  },
  {
    groups: ['care'],
    categories: ['care.wages'],
    question: '请问一共几个人、干了多少天，有没有记工的本子或者照片？',
    replies: ['六个人，干了四个月，本子上有记的，拍了照片。', '我一个人，二十天，微信里有他答应给钱的话。'],
  },
  {
    groups: ['life'],
    question: '请问是哪一天的事，孩子现在怎么样？',
    replies: ['上周四的事，孩子现在没事了。', '就今天早上，还在家歇着。'],
  },
  {
    groups: ['order'],
    question: '这件事您愿意让网格员上门跟双方说说吗？',
    replies: ['愿意，最好晚上来，白天不在。', '先不要说是我反映的。'],
  },
  { groups: ['affairs'], question: '请问您是哪一天、大概几点去的？', replies: ['上周二上午十点多。', '前天下午四点去的，门锁着。'] },
];

/** The question that fits a category best: one made for it, else one of its group. */
export const questionFor = (category: AppealCategory): Question | undefined =>
  QUESTIONS.find((question) => question.categories?.includes(category.code)) ??
  QUESTIONS.find((question) => !question.categories && question.groups.includes(category.parent));

/** What a station writes when it passes a matter up. */
export const STATION_VIEWS: Readonly<Record<string, readonly string[]>> = {
  water: ['我们去看过，管子和水是水管所管的，村里没有工具也没有权限修，请上级安排。', '已先给这几户送了桶装水，问题要水务上的人来查。'],
  roads: ['到现场看过，情况属实，照片附上。村里没有这笔维修钱，请派给管这条路的单位。', '已先放了警示锥，晚上安排人看着，请尽快派人修。'],
  power: ['问了左右十几户，都一样，不是一家的事，请供电（通信）单位来查。', '村里已劝大家先别靠近，线路要专业的人处理。'],
  clean: ['村里已经先打扫了一遍，源头不在村里，请有执法权的单位来处理。', '和当事人说过两次没有用，村里不能罚，请上级处理。'],
  house: ['网格员入户看过并拍了照，需要专业鉴定，请派人来。', '已劝住户先搬到亲戚家，请尽快安排。'],
  land: ['村里找双方谈过，说法不一样，底册在镇上，请农经上的人来核对。', '涉及村里自己的账，村里不好自己查自己，请镇上来办。'],
  farm: ['季节不等人，请今天就派人到地里看。', '同样情况的有七八户，名单附上，请一起处理。'],
  care: ['网格员入户了解过，情况属实，材料已帮着收齐，请按规定办理。', '这件事要查系统里的记录，村里看不到，请上级核实。'],
  life: ['已和学校（店家）说过，需要主管部门来定。', '几个家长都反映过，请一起答复。'],
  order: ['调解过一次没有谈成，请上级派人一起来。', '涉及人身安全，已先联系派出所，请接着办。'],
  affairs: ['反映的情况和村里工作有关，请镇上核实处理，村里配合。', '已向本人说明过，还需要上级给一个准确的说法。'],
};

/** Answers a station gives when it solved the matter itself. */
export const STATION_ANSWERS: Partial<Record<CategoryCode, readonly string[]>> = {
  'clean.lane': [
    '今天上午几个人一起把巷道清了，以后由这一段的公益岗负责，您看着不干净就给我们说。',
    '公厕的锁换了，水通了，钥匙放在服务站，每天打扫两次。',
  ],
  'order.neighbour': [
    '请两家到服务站坐下来说开了，写了个协议，双方都按了手印。',
    '我们去看了现场，说定由他家三天内改好，到时候我们再去看。',
  ],
  'affairs.station': [
    '那两天值班的人去入户了没留条子，是我们不周到。值班电话已转到手机，随时能接。',
    '门上贴了去向牌，人不在时写清去哪儿、几点回来。',
  ],
  'affairs.ask': ['材料单已经写好给您，缺的一样我们从系统里能查到，不用您跑。', '可以代办，您让网格员看一眼身份证，办好了我们送到家。'],
  'affairs.customs': ['村里开了红白理事会，把标准又讲了一遍，下个月起照着办。', '已经和办酒席的人家说好了，从简办。'],
  'roads.lamp': ['先请电工换了灯泡，亮了；线路老的地方已另外报上去。'],
  'roads.lane': ['村里出了两车砂石先垫平了，能走三轮车。'],
  'order.noise': ['和跳舞的几位说好了，九点收场，音响转个方向。'],
  'order.dogs': ['上门看过，狗已经拴住，跟主人说了规定。'],
  'life.clinic': ['和村医说好了，外出门上留电话，急用药可以打电话预约。'],
  'care.pension': ['在服务站帮老人做了认证，系统显示成功，钱下个发放日到。'],
  'care.insure': ['在服务站当场办好了，缴费记录给您打印了一份。'],
  'affairs.culture': ['书屋的钥匙交给了大学生志愿者，假期下午都开。'],
  'affairs.other': ['已经办好了，您看看还有没有别的需要。'],
};
