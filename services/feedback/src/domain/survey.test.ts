import { describe, expect, test } from '@jest/globals';
import { SHIPPED_SURVEYS } from './shipped.ts';
import { checkSurvey, refuseClosedInvitation, SURVEY_OCCASIONS } from './survey.ts';

const now = new Date('2026-03-10T00:00:00Z');
const later = new Date('2026-03-20T00:00:00Z');

describe('a one-time invitation', () => {
  test('is good until it expires', () => {
    expect(() => refuseClosedInvitation({ id: 'i', expiresAt: later }, now)).not.toThrow();
    expect(() => refuseClosedInvitation({ id: 'i', expiresAt: now }, now)).toThrow(
      expect.objectContaining({ code: 'SURVEY_EXPIRED' }),
    );
  });

  test('is good for one answer', () => {
    expect(() => refuseClosedInvitation({ id: 'i', expiresAt: later, answeredAt: now }, now)).toThrow(
      expect.objectContaining({ code: 'SURVEY_ALREADY_ANSWERED' }),
    );
  });
});

describe('publishing a survey', () => {
  const survey = { title: '满意度', questions: [{ code: 'score', text: '满意吗?' }], openDays: 7 };

  test.each(SURVEY_OCCASIONS)('the shipped one for %s is fit to be published', (occasion) => {
    expect(() => checkSurvey(SHIPPED_SURVEYS[occasion])).not.toThrow();
  });

  test.each([
    ['without a title', { ...survey, title: ' ' }],
    ['that asks nothing', { ...survey, questions: [] }],
    ['with the same question twice', { ...survey, questions: [...survey.questions, ...survey.questions] }],
    ['that is never open', { ...survey, openDays: 0 }],
  ])('one %s is refused', (_, bad) => {
    expect(() => checkSurvey(bad)).toThrow(expect.objectContaining({ code: 'INVALID_SURVEY' }));
  });
});
