import { describe, expect, test } from '@jest/globals';
import { checkInvoicePayment, earnedByPayment, type InvoiceLine, invoiceStatus, invoiceTotal } from './invoice.ts';

const lines: InvoiceLine[] = [
  { kind: 'REGISTRATION', text: '报名费', amountFen: 20_000 },
  { kind: 'COURSE', text: '考前集训', amountFen: 50_000 },
  { kind: 'BOOK', text: '教材', amountFen: 8_000 },
];

describe('an invoice', () => {
  test('adds up: ¥200 registration, ¥500 course, ¥80 books are ¥780', () => {
    expect(invoiceTotal(lines)).toBe(78_000);
  });

  test('with no line, or a line of nothing, is none', () => {
    expect(() => invoiceTotal([])).toThrow('lines must be from 1 to 50');
    expect(() => invoiceTotal([{ kind: 'BOOK', text: '教材', amountFen: 0 }])).toThrow('amountFen');
  });

  test('is partly paid until the last fen is there, and takes no more', () => {
    expect([0, 1, 78_000].map((paidFen) => invoiceStatus(78_000, paidFen))).toEqual(['ISSUED', 'PARTLY_PAID', 'PAID']);
    const invoice = { id: 'i', number: 'I2026-000001', totalFen: 78_000, paidFen: 70_000 };
    expect(() => checkInvoicePayment(invoice, 8_000)).not.toThrow();
    expect(() => checkInvoicePayment(invoice, 8_001)).toThrow('8000 fen are outstanding');
    expect(() => checkInvoicePayment(invoice, 0)).toThrow('above 0 fen');
  });
});

describe('what of a payment is revenue at once', () => {
  test('registration and books, when they are paid: ¥280 of the ¥780', () => {
    expect(earnedByPayment(lines, 0, 78_000)).toBe(28_000);
  });

  test('money covers the lines in their order: of ¥300 the ¥200 registration; of the next ¥480 the ¥80 books', () => {
    expect(earnedByPayment(lines, 0, 30_000)).toBe(20_000);
    expect(earnedByPayment(lines, 30_000, 40_000)).toBe(0);
    expect(earnedByPayment(lines, 30_000, 48_000)).toBe(8_000);
  });

  test('a deposit line earns nothing', () => {
    expect(earnedByPayment([{ kind: 'DEPOSIT', text: '器材押金', amountFen: 30_000 }], 0, 30_000)).toBe(0);
  });
});
