import type { Weighted } from './random.ts'

const weighted = (text: string): Weighted<string> =>
  text.split(' ').map((pair) => {
    const [word, weight] = pair.split(':') as [string, string]
    return [word, Number(weight)]
  })
/** One character each, those outside the basic plane included. */
const characters = (text: string): readonly string[] => [...text]

/** About as in Liaoning: a few Han surnames cover most people, Manchu ones are common, compound ones rare. */
export const SURNAMES = weighted(
  '王:105 张:92 李:98 刘:80 赵:42 杨:34 孙:36 陈:30 于:28 徐:24 高:24 马:20 宋:19 郭:18 吴:18 姜:16 周:16 ' +
    '韩:15 朱:14 林:13 崔:13 董:12 许:11 曲:9 丛:5 邹:8 宫:6 田:9 苏:9 冯:10 程:8 任:8 姚:8 谭:6 罗:7 梁:8 ' +
    '魏:8 吕:9 丁:8 孟:7 杜:8 夏:6 石:6 付:7 白:7 胡:10 何:8 郑:10 谢:6 唐:7 潘:6 康:4 史:5 尹:6 邢:4 ' +
    '关:12 佟:9 那:5 富:4 赫:4 郎:3 伊:2 金:9 洪:3 佟佳:0.3 富察:0.2 叶赫:0.2 欧阳:0.8 上官:0.4 司马:0.2 尉迟:0.2 皇甫:0.2',
)

/** Rare characters that trip fonts, sorting and input: in life about one name in several hundred. */
export const RARE = characters('𠮷䶮𬘭')

export type Generation = 'grandparent' | 'parent' | 'child'

/** What was given when: first character, second character, and those that stand alone. */
export const GIVEN = {
  grandparent: {
    male: {
      first: characters('德福国建文洪庆树殿连振忠广玉永凤长宝春喜万成守兴'),
      second: characters('才山海林田江祥贵财发清华武义生堂军民忱库余和'),
      alone: characters('福军林江山庆忠'),
      aloneOf100: 3,
    },
    female: {
      first: characters('桂淑玉秀凤素亚春艳丽金宝香翠彩月美兰荣'),
      second: characters('兰芝珍英琴华梅香荣云芹霞贤清芬娥环杰凡'),
      alone: characters('兰芹霞英凤'),
      aloneOf100: 4,
    },
  },
  parent: {
    male: {
      first: characters('志海晓文立洪宏振永成国庆春明长俊玉东'),
      second: characters('伟强军刚勇斌涛鹏峰辉东龙波亮超民林宇新'),
      alone: characters('伟强磊军勇斌涛鹏超刚亮波东旭健猛岩'),
      aloneOf100: 32,
    },
    female: {
      first: characters('晓丽艳海春红秀玉雪小冬美文立桂'),
      second: characters('丽娜艳静敏红霞燕玲杰梅莉平华娟波颖双'),
      alone: characters('丽娜艳静敏娟玲燕雪丹莹颖爽杨'),
      aloneOf100: 30,
    },
  },
  child: {
    male: {
      first: characters('子浩宇俊一泽明嘉铭文博家瑞梓皓天奕佳鑫启承思'),
      second: characters('轩宇泽然博涵豪杰航睿阳凯诚霖辰铭昊源旭洋峻恒'),
      alone: characters('凯睿轩浩宇诚博源铄旭'),
      aloneOf100: 10,
    },
    female: {
      first: characters('欣雨梓思佳一诗可语嘉紫依晓心馨若静美沐安雅'),
      second: characters('涵怡萱彤琪瑶妍菲蕊桐宁悦汐晴雯月然媛莹冉'),
      alone: characters('悦萱彤瑶涵玥琪菲妍'),
      aloneOf100: 9,
    },
  },
} as const satisfies Record<Generation, Record<'male' | 'female', object>>
