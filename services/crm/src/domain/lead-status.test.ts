import { describe, expect, test } from '@jest/globals';
import { advance, isOpen, LEAD_STATUSES, type LeadStep } from './lead-status.ts';

describe('a lead on its way', () => {
  test('is contacted, tries a lesson and becomes a customer', () => {
    const steps: LeadStep[] = ['contact', 'book a trial', 'attend a trial', 'convert'];
    let status = advance('NEW', 'contact');
    for (const step of steps.slice(1)) status = advance(status, step);
    expect(status).toBe('CONVERTED');
  });

  test('does not go back when it is called again after the trial', () => {
    expect(advance('TRIAL_ATTENDED', 'contact')).toBe('TRIAL_ATTENDED');
    expect(advance('TRIAL_ATTENDED', 'book a trial')).toBe('TRIAL_ATTENDED');
  });

  test('is left alone once it is a customer or was given up', () => {
    for (const step of ['contact', 'book a trial', 'attend a trial', 'convert', 'lose'] as const) {
      expect(() => advance('CONVERTED', step)).toThrow(expect.objectContaining({ code: 'LEAD_CLOSED' }));
      expect(() => advance('LOST', step)).toThrow(expect.objectContaining({ code: 'LEAD_CLOSED' }));
    }
  });

  test('counts as open until then', () => {
    expect(LEAD_STATUSES.filter(isOpen)).toEqual(['NEW', 'CONTACTED', 'TRIAL_BOOKED', 'TRIAL_ATTENDED']);
  });

  test('cannot have attended a trial that was never booked', () => {
    expect(() => advance('NEW', 'attend a trial')).toThrow(expect.objectContaining({ code: 'LEAD_CLOSED' }));
  });
});
