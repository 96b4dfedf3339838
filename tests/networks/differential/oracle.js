// Answers what the npm package twitter-text says about each text: one JSON string a
// line in, one JSON object a line out, with indices in code points.
"use strict";
const twitter = require("twitter-text");
const readline = require("node:readline");

const points = (text, at) => Array.from(text.slice(0, at)).length;
const place = (text, entity, value) =>
  [value, ...entity.indices.map((at) => points(text, at))];

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const text = JSON.parse(line);
  const answer = {};
  try {
    const { weightedLength, valid } = twitter.parseTweet(text);
    Object.assign(answer, { length: weightedLength, valid });
    answer.urls = twitter.extractUrlsWithIndices(text)
      .map((e) => place(text, e, e.url));
    answer.mentions = twitter.extractMentionsOrListsWithIndices(text)
      .map((e) => place(text, e, e.screenName + e.listSlug));
    answer.hashtags = twitter.extractHashtagsWithIndices(text)
      .map((e) => place(text, e, e.hashtag));
    answer.cashtags = twitter.extractCashtagsWithIndices(text)
      .map((e) => place(text, e, e.cashtag));
  } catch (error) {
    answer.failed = String(error);
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
