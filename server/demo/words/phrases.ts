/** Short words that people add along the way: ratings, urging, supervision, asking more time, calling back, reopening. */

export const RATING_WORDS = {
  good: [
    '修好了，晚上亮堂堂的，谢谢。',
    '办得快，第二天就有人来了。',
    '态度好，说得明白。',
    '没想到真给办了。',
    '老人说水清了，让我谢谢你们。',
    '来的人干活仔细，走的时候还把地扫了。',
    '一次就说清楚了，没有多跑。',
    '满意，就是希望以后能早点。',
    '娃娃上学不用绕路了。',
    '钱到账了，放心了。',
    '棚保住了，多亏来得及时。',
    '答复的话听得懂，这就好。',
  ],
  partly: [
    '修是修了，一刮风又闪。',
    '说下个月动工，先等等看。',
    '人来了两趟才弄好。',
    '答应的事办了一半，剩下的还得盯着。',
    '态度还行，就是慢了点。',
    '解决了我家的，隔壁几家还没有。',
  ],
  bad: [
    '来看了一眼就走了，啥也没修。',
    '光说正在协调，没见动静。',
    '电话里答应得好，到现在没人来。',
    '推来推去，最后还是老样子。',
    '答复说修好了，我去看还是坏的。',
    '没有解决，钱还是没给。',
  ],
} as const;

/** What a resident writes when a matter takes too long. */
export const URGING_WORDS: readonly string[] = [
  '过了三天了，还没有人来看。',
  '天冷了，实在等不起，麻烦快些。',
  '又下了一场雨，更严重了。',
  '说好这周来，到今天没见人。',
  '娃娃开学前能不能弄好？',
  '地里等不得，请赶紧派人。',
];

/** What a supervisor writes. */
export const SUPERVISION_WORDS: readonly string[] = [
  '到期还剩一个工作日，请今天下班前报进展。',
  '已超期，请说明原因，明天上午十点前拿出办法并告诉群众。',
  '群众第二次反映同一问题，请负责人到现场看一次。',
  '涉及安全，请先做临时防护，再办彻底的。',
  '请把办理的照片和群众的意见一起传上来。',
];

/** Why more time is asked, by code of the ground. */
export const EXTENSION_WORDS: Readonly<Record<string, readonly string[]>> = {
  'several-bodies': ['涉及供水和道路两家，约好下周一一起到现场定办法。'],
  'building-work': ['灯头和电缆已经下单，厂家发货要五天，到货当天安装。', '要先挖开路面再换管，需要错开淌水的日子。'],
  survey: ['请了检测机构，取样后要七天出结果。'],
  funds: ['维修费超过两万元，按规定要过会，会期在下周三。'],
  'higher-decision': ['群众的情况政策上没写清楚，已书面请示市局。'],
  'legal-term': ['翻建要先审批，行政许可法第四十二条给的期限是二十个工作日。'],
  'villagers-decide': ['要等村民代表会议表决，会期已定在本月下旬。'],
};

/** Why a matter stands still, by code of the ground. */
export const SUSPENSION_WORDS: Readonly<Record<string, readonly string[]>> = {
  'force-majeure': ['连着大风沙尘，高处作业不安全，风停了就上。'],
  appraisal: ['房屋鉴定报告还没出，出来后马上接着办。'],
  'other-case': ['承包合同的案子法院还没判，要等判决。'],
  heirs: ['反映人刚去世，家里正商量由谁接着办。'],
  guardian: ['老人失智，正在帮家里办监护手续。'],
  mediation: ['双方都愿意先调解，约好下周三坐下来谈。'],
  frost: ['地冻了开挖不了，已先做临时防护，三月解冻后动工。'],
};

export const EXTENSION_DECISIONS = {
  granted: ['同意。请把新的日子告诉群众。', '同意，到期前报一次进展。'],
  refused: ['先把临时措施做了，不用延期。', '理由不够，请按原来的期限办。'],
} as const;

/** What the dispatcher adds when sending a matter on. */
export const DISPATCH_NOTES: readonly string[] = [
  '群众等了几天了，请先打个电话。',
  '请到现场看过再答复，附上照片。',
  '涉及两家，由你单位牵头，需要谁配合直接说。',
  '已核对过职责，请按规定办理，办结前告诉群众日子。',
  '村里先做了临时处理，照片在附件里。',
  '',
];

/** What the township writes when a matter that is the village's own goes back to it. */
export const INSTRUCTIONS_TO_STATION: readonly string[] = [
  '这是村里自己能定的事，请三天内组织双方坐下来谈一次，谈不成镇上派人来。',
  '请值班的人当面说明情况，今天给群众回个电话。',
  '打扫的事请安排到人，缺工具镇上给。',
  '请按村规民约办，办完在公开栏说一声。',
];

/** What a lead writes to one who helps, and what the helper writes back. */
export const HELP_REQUESTS: readonly string[] = [
  '请一起到现场看看你们管的那一段。',
  '请提供这一片的图纸和底册。',
  '请明天上午派人配合断电。',
  '请核一下这户的参保记录。',
];
export const HELP_ANSWERS: readonly string[] = [
  '已派人到现场，我们这一段没有问题，照片附上。',
  '图纸和底册传上来了。',
  '明早九点断电两个小时，已贴通知。',
  '查过了，记录在，和群众说的一致。',
];

/** Written inside, never shown to the resident. */
export const INTERNAL_COMMENTS: readonly string[] = [
  '已电话联系，约好明天上午上门。',
  '现场看了，比照片上严重。',
  '和上个月那一件是同一处，一起修。',
  '材料明天到，后天能装。',
  '群众白天不在家，晚上七点以后打。',
];

/** Notes of a call back after the answer. */
export const FOLLOW_UP_NOTES = {
  solved: ['电话回访，已经解决，群众满意。', '到家里看过，正常。', '本人说办好了，没有别的意见。'],
  partly: ['说修好了一半，剩下的等下个月。', '解决了，但嫌慢。'],
  notSolved: ['说没有人来过，请重新办理。', '修好三天又坏了。'],
  notReached: ['打了两次没人接，明天再打。', '号码停机，请网格员上门。'],
} as const;

/** Why a resident opens a matter again. */
export const REOPENING_WORDS: readonly string[] = [
  '亮了两天又灭了。',
  '说修好了，我去看还是老样子。',
  '答应的钱没有到账。',
  '只补了一个坑，旁边的没管。',
  '狗又放出来了。',
  '水还是黄的。',
];

export const WITHDRAWAL_WORDS: readonly string[] = ['已经自己解决了，不用麻烦了。', '弄清楚了，是我看错了。', '邻居来说开了，不反映了。'];

/** More that a resident adds while waiting. */
export const ADDED_WORDS: readonly string[] = [
  '今天又看了一下，旁边还有一处也坏了。',
  '补一张照片。',
  '下午两点以后我都在家。',
  '老人腿脚不好，上门的时候请多敲一会儿门。',
];
