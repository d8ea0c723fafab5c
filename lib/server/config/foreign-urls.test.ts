import { expect, it } from "vitest";
import { checkForeignUrls } from "./foreign-urls";

it.each(["localhost:4566", "ec2", "ftp://a", "http:", "//a", "http://"])("an endpoint of AWS that is no http URL is a fault: %s", (url) => {
  expect(() => checkForeignUrls({ AWS_ENDPOINT_URL: url })).toThrow(
    /^AWS_ENDPOINT_URL: expected a URL such as https:\/\/ec2\.example\.com$/,
  );
  expect(() => checkForeignUrls({ AWS_ENDPOINT_URL_STS: url })).toThrow(/^AWS_ENDPOINT_URL_STS: expected/);
});

it("a proxy without http:// is a fault, which does not repeat its password", () => {
  expect(() => checkForeignUrls({ HTTPS_PROXY: "ann:secret@proxy:3128", http_proxy: "proxy" })).toThrow(
    /^HTTPS_PROXY: expected a URL such as http:\/\/proxy\.example\.com:3128\nhttp_proxy: expected[^\n]+$/,
  );
});

it("URLs are none, nor is what is not set or nobody's business", () => {
  const fine = {
    AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
    AWS_ENDPOINT_URL_EC2: " ",
    HTTPS_PROXY: "http://a:b@proxy:3128",
    NO_PROXY: "a,b",
  };

  expect(() =>
    checkForeignUrls({ ...fine, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true", OTHER_URL: "x", HTTP_PROXY: undefined }),
  ).not.toThrow();
});
