import { messages } from '../../../kit/messages.ts';

/** Words of the papers an application hands out. */
const zh = {
  back: '回到这一件',
  print: '打印',
  acceptedTitle: '受理回执',
  missingTitle: '一次性告知书',
  resultTitle: '办结回执',
  number: '编号',
  item: '办理事项',
  applicant: '申请人',
  acceptedAt: '受理时间',
  decideBy: '最迟办结',
  by: '{when} 前',
  materials: '收到的材料',
  office: '受理单位',
  taken: '经办',
  original: '{name}（原件）',
  missingLead: '您申请的「{item}」还缺下面的材料，一次说全，补齐以后就办：',
  missingUntil: '请在 {when} 前补来，可以交给村服务站或网格员，不用自己跑。等您补材料的时间不算在办理时限里。',
  missingOnly: '除了上面这些，不再要别的材料。',
  granted: '已办好',
  refused: '没有办成',
  result: '结果',
  words: '说明',
  decidedAt: '办结时间',
  delivery: '送达',
  papers: '材料',
  follow: '扫二维码打开「我的进度」，输入收件回执上的查询码，就能看到每一步。',
  sign: '群众签收：',
  date: '日期：',
  none: '这份文书现在还没有',
  noneWords: '受理、告知或办结以后才能打印。',
} as const;

export const say = messages({ zh });
