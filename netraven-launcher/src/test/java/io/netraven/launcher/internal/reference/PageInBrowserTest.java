package io.netraven.launcher.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netraven.launcher.NetRavenSchema;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser. */
@SuppressWarnings("NullAway.Init")
@Tag("long")
final class PageInBrowserTest {

    private static final String ESCAPE = "\uE00C";

    private static Browser browser;
    private static URI page;
    private static URI hostile;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Browser.isInstalled(), "Neither chromium nor chromedriver is in /usr/bin or /usr/local/bin");
        page = write(Samples.of(NetRavenSchema.model().describe()), folder.resolve("page"));
        hostile = write(
                new Reference(Samples.hostile(), Optional.of(Samples.hostileDifferences())), folder.resolve("hostile"));
        browser = Browser.start(folder);
        // What it shows at its start is not ours.
        browser.open(URI.create("about:blank"));
        browser.log("browser");
        browser.log("performance");
    }

    private static URI write(Reference reference, Path folder) throws IOException {
        return new ReferencePages(reference).write(folder).get(1).toUri();
    }

    @AfterEach
    void loadsNothingAndLogsNothing() throws IOException, InterruptedException {
        assertThat(browser.log("browser")).isEqualTo("{}");
        assertThat(browser.log("performance")).doesNotContain("\"url\":\"http", "\"url\":\"ws");
        assertThat(browser.run("return performance.getEntriesByType('resource').length"))
                .isEqualTo("0");
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    private static void open(URI uri) throws IOException, InterruptedException {
        browser.open(URI.create("about:blank"));
        browser.open(uri);
    }

    @Test
    void showsEveryTableAndOneDiagram() throws IOException, InterruptedException {
        browser.resize(1440, 900);
        open(page);
        assertThat(browser.run("return document.querySelectorAll('article').length"))
                .isEqualTo("19");
        assertThat(browser.run(visible(".diagram"))).isEqualTo("1");
        assertThat(browser.run(visible(".diagram .table"))).isEqualTo("19");
        assertThat(browser.run("return getComputedStyle(document.querySelector('header')).position"))
                .isEqualTo("sticky");
    }

    @Test
    void searchesFromTheKeyboardAndClears() throws IOException, InterruptedException {
        open(page);
        browser.press("/HOSTNAME");
        assertThat(browser.run("return document.getElementById('page:hits').textContent"))
                .isEqualTo("1 hit in 1 table");
        assertThat(browser.run(visible("article"))).isEqualTo("1");
        assertThat(browser.run("return document.querySelector('.hit').textContent"))
                .isEqualTo("hostname");
        assertThat(browser.run(visible(".diagram.searching .table.found"))).isEqualTo("1");
        browser.press(ESCAPE);
        assertThat(browser.run(visible("article"))).isEqualTo("19");
        assertThat(browser.run("return document.getElementById('page:search').value + document.activeElement.tagName"))
                .isEqualTo("BODY");
        browser.press("/nothing has this");
        assertThat(browser.run(visible(".nothing"))).isEqualTo("1");
        browser.press(ESCAPE);
    }

    @Test
    void followsAKeyAlsoToATableThatTheSearchHides() throws IOException, InterruptedException {
        open(page);
        browser.run("document.querySelector('.diagram.wide.keys .table[data-table=device_tags] a.row').dispatchEvent("
                + "new MouseEvent('click', {bubbles: true, cancelable: true}))");
        assertThat(browser.run("return location.hash")).isEqualTo("#devices.id");
        assertThat(browser.run("return document.querySelector(':target').closest('article').id"))
                .isEqualTo("devices");
        browser.press("/backups");
        browser.run("document.querySelector('#backups .refers a').click()");
        assertThat(browser.run(visible("#devices"))).isEqualTo("1");
        assertThat(browser.run("return Math.round(document.querySelector(':target').getBoundingClientRect().top) >= 0"))
                .isEqualTo("true");
    }

    @Test
    void opensAtTheTableOfALink() throws IOException, InterruptedException {
        open(URI.create(page + "#users"));
        assertThat(browser.run("const top = document.getElementById('users').getBoundingClientRect().top;"
                        + "return top >= 0 && top < innerHeight"))
                .isEqualTo("true");
    }

    @Test
    void tracesTheLinesOfTheTableThatIsPointedAt() throws IOException, InterruptedException {
        open(page);
        browser.run("document.querySelector('.wide.keys .table[data-table=tags]')"
                + ".dispatchEvent(new PointerEvent('pointerenter'))");
        assertThat(browser.run("return document.querySelectorAll('.wide.keys.tracing .link.hot').length"))
                .isEqualTo("3");
    }

    @Test
    void changesTheThemeAndTheDetail() throws IOException, InterruptedException {
        browser.resize(1440, 900);
        open(page);
        String background = "return getComputedStyle(document.body).backgroundColor";
        String before = browser.run(background);
        browser.run("document.getElementById('page:theme').click()");
        assertThat(browser.run(background)).isNotEqualTo(before);
        browser.run("document.getElementById('page:theme').click()");
        assertThat(browser.run(background)).isEqualTo(before);
        browser.run("document.querySelector('label[for=\"page:all\"]').click()");
        assertThat(browser.run(visible(".diagram.wide.all"))).isEqualTo("1");
        assertThat(browser.run(visible(".diagram"))).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500, 768, 1024, 1440, 2560})
    void isNeverWiderThanTheWindow(int width) throws IOException, InterruptedException {
        browser.resize(1440, 900);
        open(page);
        // A window has a least width, a frame has none.
        assertThat(browser.run("""
                        document.documentElement.style.width = 'WIDTHpx';
                        return document.documentElement.scrollWidth <= Math.max(innerWidth, WIDTH);""".replace("WIDTH", Integer.toString(width)))).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({"light,1440", "dark,1440", "light,500", "dark,500"})
    void hasTextThatCanBeRead(String theme, int width) throws IOException, InterruptedException {
        browser.resize(width, 900);
        open(page);
        assertThat(browser.run("document.documentElement.dataset.theme = '" + theme + "';" + CONTRAST))
                .isEqualTo("");
    }

    @Test
    void showsHostileTextsAsTheyAre() throws IOException, InterruptedException {
        open(hostile);
        assertThat(browser.run("return typeof window.broken")).isEqualTo("undefined");
        assertThat(browser.run("return document.querySelector('article .comment').textContent"))
                .isEqualTo(Samples.HOSTILE);
        assertThat(browser.run("return document.querySelector('article').dataset.table"))
                .isEqualTo("a " + Samples.HOSTILE);
        assertThat(browser.run("return document.querySelectorAll('script').length"))
                .isEqualTo("1");
        browser.run("document.querySelector('article .refers a').click()");
        assertThat(browser.run("return document.querySelector(':target').tagName"))
                .isEqualTo("TR");
    }

    private static String visible(String selector) {
        return "return Array.from(document.querySelectorAll('" + selector
                + "')).filter((each) => each.checkVisibility()).length";
    }

    /** Lists texts whose contrast is less than 4.5 to 1 (W3C, WCAG 2.2, 1.4.3). */
    private static final String CONTRAST = """
            const context = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
            const rgb = (colour) => {
              context.clearRect(0, 0, 1, 1);
              context.fillStyle = colour;
              context.fillRect(0, 0, 1, 1);
              return Array.from(context.getImageData(0, 0, 1, 1).data);
            };
            const luminance = (colour) => {
              const [r, g, b] = colour.map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const behind = (element) => {
              if (element instanceof SVGElement && element.ownerSVGElement) {
                const kind = element.closest('.table') === null ? '.tint'
                  : element.classList.contains('name') ? '.head' : '.box';
                return rgb(getComputedStyle(element.closest('.table, .area').querySelector(kind)).fill);
              }
              for (let each = element; each !== null; each = each.parentElement) {
                const colour = rgb(getComputedStyle(each).backgroundColor);
                if (colour[3] === 255) return colour;
              }
              return [255, 255, 255, 255];
            };
            const poor = new Set();
            for (const element of document.querySelectorAll('body *')) {
              const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim() !== '');
              if (!own || !element.checkVisibility() || ['SCRIPT', 'title'].includes(element.tagName)) continue;
              const style = getComputedStyle(element);
              const colour = rgb(element instanceof SVGElement ? style.fill : style.color);
              const [low, high] = [luminance(colour), luminance(behind(element))].sort((a, b) => a - b);
              const ratio = (high + 0.05) / (low + 0.05);
              if (ratio < 4.5) poor.add(`${element.tagName}.${element.getAttribute('class')} ${ratio.toFixed(2)}`);
            }
            return Array.from(poor).join(', ');""";
}
