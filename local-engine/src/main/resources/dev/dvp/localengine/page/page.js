// Follows what is under way. Without this file every page works all the same, loaded anew.
"use strict";

const WAIT = 700;
const MOST_WAIT = 10000;

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function follow(job, said) {
  let wait = WAIT;
  for (;;) {
    await pause(wait);
    let answer;
    try {
      answer = await fetch(job.dataset.live, { redirect: "error", cache: "no-store" });
    } catch (e) {
      answer = null;
    }
    if (!answer || !answer.ok) {
      said.textContent = "The engine does not answer.";
      wait = Math.min(wait * 2, MOST_WAIT);
      continue;
    }
    wait = WAIT;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
    if (part.innerHTML !== job.innerHTML) {
      job.replaceChildren(...part.childNodes);
    }
    if (said.textContent !== part.dataset.said) {
      said.textContent = part.dataset.said;
    }
    if (!part.dataset.runs) {
      return;
    }
  }
}

const job = document.querySelector("[data-live]");
if (job) {
  follow(job, document.getElementById("said"));
}

const waiting = document.querySelector("[data-reload]");
if (waiting) {
  setTimeout(() => location.reload(), Number(waiting.dataset.reload) * 1000);
}

const problems = document.getElementById("problems");
if (problems) {
  problems.focus();
}
