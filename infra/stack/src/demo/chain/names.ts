import type { Random } from './random.ts';

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
];
const CHILD = [
  '子涵',
  '雨桐',
  '浩然',
  '欣怡',
  '梓轩',
  '诗涵',
  '宇航',
  '可馨',
  '俊杰',
  '佳怡',
  '一诺',
  '沐宸',
  '若曦',
  '梓萱',
  '奕辰',
  '思远',
  '语桐',
  '承泽',
  '书瑶',
  '亦凡',
  '知夏',
  '景行',
  '安然',
  '子墨',
  '乐瑶',
  '星辰',
  '晨曦',
  '予安',
  '清扬',
  '芷若',
];
const ADULT = [
  '建国',
  '秀英',
  '志强',
  '丽娟',
  '伟',
  '芳',
  '敏',
  '静',
  '磊',
  '军',
  '洋',
  '艳',
  '勇',
  '娜',
  '超',
  '玲',
  '涛',
  '霞',
  '鹏',
  '梅',
  '海燕',
  '晓东',
  '文静',
  '国庆',
  '雪梅',
  '永刚',
  '红梅',
  '立新',
  '春燕',
  '少华',
];

export interface Family {
  surname: string;
  guardian: string;
  child: string;
  /** E.164, from a range of its own for each seed's order; unique in the chain. */
  phone: string;
  birthDate: string;
}

/** The `n`th family: names by chance, the phone number by the count. */
export function family(random: Random, n: number): Family {
  const surname = random.pick(SURNAMES);
  const year = 2013 + random.below(8);
  const day = `${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`;
  return {
    surname,
    guardian: `${surname}${random.pick(ADULT)}`,
    child: `${surname}${random.pick(CHILD)}`,
    phone: `+86137${String(10_000_000 + n * 7).padStart(8, '0')}`,
    birthDate: `${year}-${day}`,
  };
}

export const adult = (random: Random): string => `${random.pick(SURNAMES)}${random.pick(ADULT)}`;
