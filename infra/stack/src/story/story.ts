import type { ReachableGraph, User } from './graph-client.ts';

/** A clock that a story sets: ten weeks of a child's life pass in seconds. */
export interface StoryClock {
  (): Date;
  set(to: Date | string): void;
}

/** Where the graph's mail arrives. */
export interface Mailbox {
  /** Resolves with the text of the latest mail to that address whose text matches; waits for it. */
  waitFor(address: string, pattern: RegExp): Promise<string>;
  /** Subjects of all mails to that address, oldest first. */
  subjects(address: string): string[];
}

/** Hears the story: prints it, or keeps it for a test. */
export interface Listener {
  chapter(title: string): void;
  fact(what: string, value: string): void;
}

/** Everyone and everything in the story. */
export interface Stage {
  graph: ReachableGraph;
  clock: StoryClock;
  mailbox: Mailbox;
  listener: Listener;
  /** Signs in as a staff member of the cast. */
  people: {
    hq: User;
    manager: User;
    sales: User;
    secondClerk: User;
    academic: User;
    teacher: User;
    finance: User;
    support: User;
  };
  ids: {
    branchId: string;
    otherBranchId: string;
    teacherId: string;
    roomId: string;
    otherRoomId: string;
    courseId: string;
    classGroupId: string;
    rivalClassGroupId: string;
  };
  /** Lessons of the child's class, by start. */
  lessons: { id: string; startsAt: string }[];
}

export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
export const lessons = (hundredths: number): string => String(hundredths / 100);
