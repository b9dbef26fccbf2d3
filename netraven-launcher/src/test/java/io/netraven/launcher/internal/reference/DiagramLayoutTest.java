package io.netraven.launcher.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.netraven.launcher.NetRavenSchema;
import io.netraven.launcher.internal.reference.DiagramColumn.AreaSpan;
import io.netraven.launcher.internal.reference.DiagramLayout.Corner;
import io.netraven.schema.SchemaDescription;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DiagramLayoutTest {

    /** Made once for all tests: the search for a layout is long. */
    private static final List<Laid> LAYOUTS = Stream.of(
                    Laid.out(NetRavenSchema.model().describe(), DiagramDetail.KEYS, 4),
                    Laid.out(NetRavenSchema.model().describe(), DiagramDetail.ALL, 4),
                    Laid.out(NetRavenSchema.model().describe(), DiagramDetail.KEYS, 1),
                    Laid.out(Samples.random(40, 12, 1), DiagramDetail.KEYS, 5),
                    Laid.out(Samples.random(40, 3, 2), DiagramDetail.ALL, 5),
                    Laid.out(Samples.random(15, 15, 3), DiagramDetail.KEYS, 3),
                    Laid.out(Samples.random(1, 1, 4), DiagramDetail.ALL, 3))
            .toList();

    private record Laid(SchemaDescription schema, DiagramDetail detail, int columns, DiagramLayout layout) {

        static Laid out(SchemaDescription schema, DiagramDetail detail, int columns) {
            return new Laid(
                    schema,
                    detail,
                    columns,
                    new DiagramLayout(Samples.of(schema).areas(), detail, columns));
        }

        @Override
        public String toString() {
            return schema.tables().size() + " tables, " + detail + ", " + columns + " columns";
        }
    }

    static List<Laid> layouts() {
        return LAYOUTS;
    }

    private static List<Rectangle> boxes(DiagramLayout layout) {
        List<Rectangle> boxes = new ArrayList<>();
        for (int c = 0; c < layout.columns().size(); c++) {
            for (AreaSpan span : layout.columns().get(c).spans()) {
                for (DiagramBox box : span.area().boxes()) {
                    boxes.add(new Rectangle(
                            layout.left(c) + DiagramArea.PAD,
                            layout.columns().get(c).top(box),
                            DiagramBox.WIDTH,
                            box.height()));
                }
            }
        }
        return boxes;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void putsEveryTableOnceAndNoTwoIntoOnePlace(Laid laid) {
        DiagramLayout layout = laid.layout();
        List<Rectangle> boxes = boxes(layout);

        assertThat(boxes).hasSize(laid.schema().tables().size());
        for (Rectangle box : boxes) {
            assertThat(new Rectangle(0, 0, layout.width(), layout.height()).contains(box))
                    .isTrue();
            assertThat(boxes).filteredOn(other -> other.intersects(box)).containsExactly(box);
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void leadsEveryLinePastTheTables(Laid laid) {
        DiagramLayout layout = laid.layout();
        List<Rectangle> boxes = boxes(layout);

        assertThat(layout.routes())
                .hasSize(laid.schema().tables().stream()
                        .mapToInt(table -> table.foreignKeys().size())
                        .sum());
        for (DiagramRoute route : layout.routes()) {
            List<Corner> corners = layout.corners(route);
            for (int i = 1; i < corners.size(); i++) {
                Rectangle segment = segment(corners.get(i - 1), corners.get(i));
                assertThat(boxes).as("%s", route.link().key()).noneMatch(segment::intersects);
            }
        }
    }

    /** A pixel wide; the ends, which touch the tables, left out. */
    private static Rectangle segment(Corner from, Corner to) {
        assertThat(from.x() == to.x() || from.y() == to.y()).isTrue();
        int left = Math.min(from.x(), to.x()) + 1;
        int top = Math.min(from.y(), to.y());
        return new Rectangle(
                left, top, Math.max(1, Math.abs(from.x() - to.x()) - 2), Math.max(1, Math.abs(from.y() - to.y())));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void givesLinesToDifferentTablesDifferentTracks(Laid laid) {
        DiagramLayout layout = laid.layout();

        for (DiagramRoute one : layout.routes()) {
            for (DiagramRoute other : layout.routes()) {
                if (!one.link().to().equals(other.link().to())) {
                    assertThat(uprights(layout, one)).doesNotContainAnyElementsOf(uprights(layout, other));
                }
            }
        }
    }

    private static List<Integer> uprights(DiagramLayout layout, DiagramRoute route) {
        List<Corner> corners = layout.corners(route);
        return corners.subList(1, corners.size() - 1).stream()
                .map(Corner::x)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void isTheSameEveryTime(Laid laid) {
        DiagramLayout again =
                Laid.out(laid.schema(), laid.detail(), laid.columns()).layout();

        assertThat(again.routes()).isEqualTo(laid.layout().routes());
        assertThat(boxes(again)).isEqualTo(boxes(laid.layout()));
    }
}
