import { KeptAnswers } from './KeptAnswers';

describe('KeptAnswers', () => {
  it('forgets the oldest when there are many', async () => {
    const ask = jest.fn(async (question: string) => question);
    const answers = new KeptAnswers({ ask, now: () => 0 });
    for (let number = 0; number <= 1000; number++) {
      await answers.get(`${number}`);
    }
    ask.mockClear();
    await answers.get('1000');
    await answers.get('1');
    expect(ask).not.toHaveBeenCalled();
    await answers.get('0');
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
