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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DiagramLayoutTest {

    static Stream<Arguments> layouts() {
        SchemaDescription netRaven = NetRavenSchema.model().describe();
        return Stream.of(
                Arguments.of(netRaven, DiagramDetail.KEYS, 4),
                Arguments.of(netRaven, DiagramDetail.ALL, 4),
                Arguments.of(netRaven, DiagramDetail.KEYS, 1),
                Arguments.of(Samples.random(40, 12, 1), DiagramDetail.KEYS, 5),
                Arguments.of(Samples.random(40, 3, 2), DiagramDetail.ALL, 5),
                Arguments.of(Samples.random(15, 15, 3), DiagramDetail.KEYS, 3),
                Arguments.of(Samples.random(1, 1, 4), DiagramDetail.ALL, 3));
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
    void putsEveryTableOnceAndNoTwoIntoOnePlace(SchemaDescription schema, DiagramDetail detail, int columns) {
        DiagramLayout layout = new DiagramLayout(Samples.of(schema).areas(), detail, columns);
        List<Rectangle> boxes = boxes(layout);

        assertThat(boxes).hasSize(schema.tables().size());
        for (Rectangle box : boxes) {
            assertThat(new Rectangle(0, 0, layout.width(), layout.height()).contains(box))
                    .isTrue();
            assertThat(boxes).filteredOn(other -> other.intersects(box)).containsExactly(box);
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void leadsEveryLinePastTheTables(SchemaDescription schema, DiagramDetail detail, int columns) {
        DiagramLayout layout = new DiagramLayout(Samples.of(schema).areas(), detail, columns);
        List<Rectangle> boxes = boxes(layout);

        assertThat(layout.routes())
                .hasSize(schema.tables().stream()
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
    void givesLinesToDifferentTablesDifferentTracks(SchemaDescription schema, DiagramDetail detail, int columns) {
        DiagramLayout layout = new DiagramLayout(Samples.of(schema).areas(), detail, columns);

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
    void isTheSameEveryTime(SchemaDescription schema, DiagramDetail detail, int columns) {
        DiagramLayout one = new DiagramLayout(Samples.of(schema).areas(), detail, columns);
        DiagramLayout again = new DiagramLayout(Samples.of(schema).areas(), detail, columns);

        assertThat(again.routes()).isEqualTo(one.routes());
        assertThat(boxes(again)).isEqualTo(boxes(one));
    }
}
