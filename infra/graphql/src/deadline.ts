import { DomainError } from '@campusgraph/errors';

/** When the gateway stops waiting, as an ISO time: work beyond it is for nobody. */
export const DEADLINE_HEADER = 'x-campusgraph-deadline';

/** Until when a request is worth working on. */
export interface Deadline {
  /** Throws DEADLINE_EXCEEDED once it is over. */
  check(): void;
  /** Milliseconds left, 0 at least; undefined: nobody stops waiting. */
  leftMs(): number | undefined;
  /** What is waited for, or DEADLINE_EXCEEDED when it is not there in time; it may still come, and must then be of no effect. */
  within<Result>(awaited: Promise<Result>): Promise<Result>;
}

/** The deadline that the gateway sent; without one, or with one that is no time, none. */
export function deadlineOf(header: string | undefined, clock: () => Date): Deadline {
  const at = header === undefined ? Number.NaN : Date.parse(header);
  const leftMs = () => (Number.isNaN(at) ? undefined : Math.max(at - clock().getTime(), 0));
  return {
    leftMs,
    check() {
      if (leftMs() === 0) throw deadlineExceeded();
    },
    async within(awaited) {
      const left = leftMs();
      if (left === undefined) return awaited;
      const { promise: passed, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(deadlineExceeded()), left);
      try {
        return await Promise.race([awaited, passed]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

export const deadlineExceeded = (): DomainError =>
  new DomainError('conflict', 'DEADLINE_EXCEEDED', {
    en: 'That took longer than the gateway waits, and was given up; what it was about to change is unchanged. Ask for less, or try again.',
    'zh-CN': '处理超时,已放弃,本次操作未生效。请缩小查询范围或稍后重试。',
  });
